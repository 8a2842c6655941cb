package io.nowornever.lab.kubernetes;

import java.io.IOException;
import java.util.List;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a file may contain.
 *
 * @param schema compiled
 */
record JsonSchema(Schema schema) {

	/**
	 * The schema of an operator's kind. Fields that it does not name are refused, as by
	 * the API server in strict validation.
	 * @param kind the kind
	 */
	static JsonSchema ofOperator(String kind) throws IOException {
		JsonNode schema = Chart.yaml(Chart.resource("crd/" + kind + ".yaml"));
		close(schema);
		// Every object has metadata of the same kind, which the API server checks apart.
		((ObjectNode) schema.path("properties").path("metadata")).removeAll();
		return of(schema);
	}

	static JsonSchema of(JsonNode schema) {
		return new JsonSchema(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema));
	}

	/**
	 * What is wrong.
	 * @param content what to look at
	 * @return one sentence for each field
	 */
	List<String> complaints(JsonNode content) {
		return this.schema.validate(content).stream().map(Error::toString).toList();
	}

	private static void close(JsonNode schema) {
		if (schema instanceof ObjectNode object && object.path("properties").isObject()
				&& !object.path("x-kubernetes-preserve-unknown-fields").asBoolean(false)
				&& !object.has("additionalProperties")) {
			object.put("additionalProperties", false);
		}
		schema.forEach(JsonSchema::close);
	}

}
