package io.nowornever.starter.respond;

import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Map;

import io.nowornever.common.codec.BodyCodec;
import io.nowornever.common.durable.DurableSubject;
import io.nowornever.common.settings.Require;
import io.nowornever.common.wire.Discovery;
import io.nowornever.common.wire.RequestSubject;
import io.nowornever.respond.Responder;
import io.nowornever.respond.intake.Overload;
import io.nowornever.respond.method.MethodHandler;
import io.nowornever.respond.work.ServiceTime;
import io.nowornever.starter.durable.DurableProperties;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Finds the methods with {@link Responder} on all beans, once those are there, and lets
 * them answer.
 *
 * @param beans all beans
 * @param responders where they are added
 * @param properties what a method does not say
 * @param durable how streams keep requests
 * @param codec reads requests and writes results
 */
record ResponderMethods(ConfigurableListableBeanFactory beans, Responders responders, ResponderProperties properties,
		DurableProperties durable, BodyCodec codec) implements SmartInitializingSingleton {

	/** Replaced by the first measurement. */
	private static final Duration FIRST_GUESS = Duration.ofMillis(50);

	@Override
	public void afterSingletonsInstantiated() {
		for (String name : this.beans.getBeanDefinitionNames()) {
			// What stands behind a scoped proxy is reached through that, which is found
			// too.
			Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null
					: AutoProxyUtils.determineTargetClass(this.beans, name);
			if (type != null && !type.getName().startsWith("org.springframework.")) {
				Map<Method, Responder> methods = MethodIntrospector.selectMethods(type,
						(MethodIntrospector.MetadataLookup<Responder>) (method) -> AnnotatedElementUtils
							.findMergedAnnotation(method, Responder.class));
				methods.forEach((method, responder) -> add(name, method, responder));
			}
		}
	}

	private void add(String bean, Method method, Responder responder) {
		String where = "@Responder on " + method.getDeclaringClass().getSimpleName() + "." + method.getName();
		Require.that(RequestSubject.isOne(responder.subject()), where + ": subject", responder.subject(),
				RequestSubject.ALLOWED);
		String service = responder.service();
		Require.that(service.isEmpty() || Discovery.isName(service), where + ": service", service, Discovery.NAMES);
		String group = responder.group().isEmpty() ? this.properties.queueGroup() : responder.group();
		Require.that(ResponderProperties.isQueueGroup(group), where + ": group", group,
				"1 to 64 printable ASCII characters without spaces, '.', '*' and '>'");
		int workers = (responder.workers() == 0) ? this.properties.workers() : responder.workers();
		Require.between(where + ": workers", workers, 1, 100_000);
		Require.that(!DurableSubject.isReserved(responder.subject()), where + ": subject", responder.subject(),
				"one that does not end with '.durable', where streams answer; say durable = true instead");
		Require.that(!responder.durable() || this.properties.overload() != Overload.PENDING_LIMIT,
				ResponderProperties.PREFIX + ".overload", "pending-limit", "none or gate where a responder is durable");
		Object target = this.beans.getBean(bean);
		Method invocable = AopUtils.selectInvocableMethod(method, target.getClass());
		this.responders.add(new ResponderDefinition(
				this.properties.settings(responder.subject(), service, group, workers,
						responder.durable() ? this.durable.settings() : null, true),
				MethodHandler.of(target, invocable, method, this.codec), ServiceTime.guessed(FIRST_GUESS)));
	}

}
