package io.nowornever.starter.tracing;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.nowornever.common.time.NanoClock;
import io.nowornever.common.tracing.Tracing;
import io.nowornever.common.wire.PlainHeaders;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

/**
 * Finds out what follows requests in this application, if anything does. Looks when the
 * application starts and not when it is built, since an agent comes with the command.
 */
@AutoConfiguration
@EnableConfigurationProperties(ObservationProperties.class)
public final class TracingAutoConfiguration {

	private static final String TRACER = "io.micrometer.tracing.Tracer";

	@Bean
	@ConditionalOnMissingBean
	Tracing tracing(ObservationProperties properties, ListableBeanFactory beans,
			ObjectProvider<ObservationRegistry> registry, NanoClock clock) {
		boolean agent = PlainHeaders.areNeeded();
		Boolean wanted = properties.enabled();
		if ((wanted != null) ? wanted : !agent && hasTracer(beans)) {
			return new ObservationTracing(registry.getIfAvailable(() -> ObservationRegistry.NOOP), clock);
		}
		return agent ? new AgentTracing() : Tracing.NONE;
	}

	private static boolean hasTracer(ListableBeanFactory beans) {
		return ClassUtils.isPresent(TRACER, TracingAutoConfiguration.class.getClassLoader())
				&& MicrometerTracing.isThere(beans);
	}

	/**
	 * Touches classes that an application may not have.
	 */
	private static final class MicrometerTracing {

		/**
		 * Boot declares a tracer that does nothing where there is no other.
		 */
		static boolean isThere(ListableBeanFactory beans) {
			return beans.getBeanProvider(Tracer.class).stream().anyMatch((tracer) -> !tracer.equals(Tracer.NOOP));
		}

	}

}
