package io.nowornever.starter.door;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;

import static org.assertj.core.api.Assertions.assertThat;

class DoorAutoConfigurationTests {

	private static final AutoConfigurations DOOR = AutoConfigurations.of(DoorAutoConfiguration.class);

	@Test
	void anApplicationWithTomcatHasTheDoor() {
		new WebApplicationContextRunner().withConfiguration(DOOR)
			.run((context) -> assertThat(context).hasSingleBean(DoorFilter.class)
				.hasSingleBean(DoorAutoConfiguration.LastCustomizer.class));
	}

	@Test
	void anApplicationWithAnotherServerOrNoneHasNot() {
		new WebApplicationContextRunner().withConfiguration(DOOR)
			.withClassLoader(new FilteredClassLoader(TomcatServletWebServerFactory.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(DoorFilter.class));
		new ApplicationContextRunner().withConfiguration(DOOR)
			.run((context) -> assertThat(context).doesNotHaveBean(DoorFilter.class));
	}

}
