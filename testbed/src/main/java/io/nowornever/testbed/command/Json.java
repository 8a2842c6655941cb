package io.nowornever.testbed.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * How programs are told something: in one line of JSON, in the order of declaration, with
 * names and constants in lower case and underscores, and without what is {@code null}.
 */
public final class Json {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
		.disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING)
		.enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.build();

	private Json() {
	}

	/**
	 * Writes a value.
	 * @param value a record, as a rule
	 * @return one line, without an end
	 */
	public static String write(Object value) {
		return MAPPER.writeValueAsString(value);
	}

}
