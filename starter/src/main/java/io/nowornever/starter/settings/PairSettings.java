package io.nowornever.starter.settings;

import io.nowornever.common.settings.Require;
import io.nowornever.starter.journal.JournalProperties;
import io.nowornever.starter.time.ClockProperties;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.UnboundElementsSourceFilter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/**
 * Stops the start of the pair's services at a mistake in what they have without a prefix
 * of their own: {@code clock}, {@code journal} and {@code delivery}. Nobody else has keys
 * there, so one that does not exist is a mistake. The library alone leaves it to the
 * application around it, whose own it may be. Imported by the services.
 */
public final class PairSettings implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		Environment environment = beans.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				Environment.class);
		String delivery = environment.getProperty("delivery", "core");
		Require.that("core".equals(delivery), "delivery", delivery, "core (durable comes later)");
		Binder binder = Binder.get(environment,
				new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
		binder.bind(ClockProperties.PREFIX, ClockProperties.class);
		binder.bind(JournalProperties.PREFIX, JournalProperties.class);
	}

}
