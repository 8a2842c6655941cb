package io.nowornever.starter.settings;

import io.nowornever.common.durable.DeliveryMode;
import io.nowornever.starter.durable.DurableProperties;
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
 * of their own: {@code clock}, {@code journal}, {@code delivery} and {@code durable}.
 * Nobody else has keys there, so one that does not exist is a mistake. The library alone
 * leaves it to the application around it, whose own it may be. Imported by the services.
 */
public final class PairSettings implements BeanFactoryPostProcessor {

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
		Environment environment = beans.getBean(ConfigurableApplicationContext.ENVIRONMENT_BEAN_NAME,
				Environment.class);
		DeliveryMode.of(environment.getProperty(DeliveryMode.KEY, DeliveryMode.CORE.text()));
		Binder binder = Binder.get(environment,
				new NoUnboundElementsBindHandler(BindHandler.DEFAULT, new UnboundElementsSourceFilter()));
		binder.bind(ClockProperties.PREFIX, ClockProperties.class);
		binder.bind(JournalProperties.PREFIX, JournalProperties.class);
		binder.bind(DurableProperties.PREFIX, DurableProperties.class);
	}

}
