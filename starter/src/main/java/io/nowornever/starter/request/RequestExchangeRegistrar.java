package io.nowornever.starter.request;

import io.nowornever.request.RequestExchange;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/**
 * Makes beans of the interfaces with {@link RequestExchange} in the application's
 * packages, but of those of which there is one already.
 *
 * @param beans all beans
 * @param environment tells profiles
 * @param resources where classes are found
 */
record RequestExchangeRegistrar(BeanFactory beans, Environment environment,
		ResourceLoader resources) implements ImportBeanDefinitionRegistrar {

	@Override
	public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
		if (AutoConfigurationPackages.has(this.beans)) {
			Scanner scanner = new Scanner(this.environment, this.resources);
			for (String itsPackage : AutoConfigurationPackages.get(this.beans)) {
				for (BeanDefinition found : scanner.findCandidateComponents(itsPackage)) {
					Class<?> type = ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()),
							this.resources.getClassLoader());
					if (((ListableBeanFactory) this.beans).getBeanNamesForType(type, true, false).length == 0) {
						registry.registerBeanDefinition(type.getName(), definition(type));
					}
				}
			}
		}
	}

	/**
	 * The interface is named and not given, since code that Spring generates ahead of
	 * time could not see one that only its package may see.
	 */
	private static BeanDefinition definition(Class<?> type) {
		RootBeanDefinition definition = new RootBeanDefinition(RequestExchangeFactory.class);
		definition.setAttribute(FactoryBean.OBJECT_TYPE_ATTRIBUTE, type);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, type.getName());
		definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
		return definition;
	}

	/**
	 * Finds interfaces, where its superclass finds what can be made.
	 */
	private static final class Scanner extends ClassPathScanningCandidateComponentProvider {

		Scanner(Environment environment, ResourceLoader resources) {
			super(false, environment);
			setResourceLoader(resources);
			addIncludeFilter(new AnnotationTypeFilter(RequestExchange.class));
		}

		@Override
		protected boolean isCandidateComponent(AnnotatedBeanDefinition found) {
			return found.getMetadata().isInterface() && found.getMetadata().isIndependent();
		}

	}

}
