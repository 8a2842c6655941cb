package io.nowornever.starter.codec;

import io.nowornever.common.codec.BodyCodec;
import io.nowornever.common.codec.JsonCodec;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wires how bodies are read and written. An application that brings a {@link JsonCodec}
 * of its own replaces Jackson.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
class CodecAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	JsonCodec jsonCodec(ObjectProvider<JsonMapper> mapper) {
		return new JacksonCodec(mapper.getIfAvailable(JsonMapper::shared));
	}

	@Bean
	@ConditionalOnMissingBean
	BodyCodec bodyCodec(JsonCodec json) {
		return new BodyCodec(json);
	}

}
