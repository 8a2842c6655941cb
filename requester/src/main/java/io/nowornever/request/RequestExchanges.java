package io.nowornever.request;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Makes clients of interfaces with {@link RequestExchange}.
 */
public final class RequestExchanges {

	private RequestExchanges() {
	}

	/**
	 * Makes a client. All that can be wrong with the interface is found here.
	 * @param requester asks
	 * @param type the interface
	 * @param <I> the interface
	 * @return a client, safe from any thread; one is equal to itself only
	 * @throws IllegalArgumentException if the interface or one of its methods is not as
	 * {@link RequestExchange} has it, naming them
	 */
	public static <I> I create(Requester requester, Class<I> type) {
		RequestExchange exchange = type.getAnnotation(RequestExchange.class);
		if (exchange == null || !type.isInterface()) {
			throw new IllegalArgumentException(type.getName() + " is no interface with @RequestExchange");
		}
		RequestSpec request = checked(type.getName(),
				() -> within(type.getAnnotation(Within.class), to(exchange, requester)));
		Map<Method, ExchangeMethod> asking = new HashMap<>();
		Map<Method, MethodHandle> others = new HashMap<>();
		for (Method method : type.getMethods()) {
			if (method.isDefault()) {
				others.put(method, body(method));
			}
			else if (Modifier.isAbstract(method.getModifiers()) && !isOfObject(method)) {
				asking.put(method, checked(type.getName() + "." + print(method),
						() -> ExchangeMethod.of(method, within(method.getAnnotation(Within.class), request))));
			}
		}
		String name = type.getSimpleName() + "[" + exchange.value() + "]";
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				new Client(name, asking, others)));
	}

	private static RequestSpec to(RequestExchange exchange, Requester requester) {
		RequestSpec request = requester.to(exchange.value());
		return exchange.durable() ? request.durable() : request;
	}

	private static RequestSpec within(@Nullable Within within, RequestSpec request) {
		return (within != null) ? request.within(BudgetText.parse(within.value())) : request;
	}

	private static <T> T checked(String where, Supplier<T> reading) {
		try {
			return reading.get();
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("@RequestExchange on " + where + ": " + ex.getMessage());
		}
	}

	/**
	 * What a default method does, whoever may see its interface.
	 */
	private static MethodHandle body(Method method) {
		Class<?> declaring = method.getDeclaringClass();
		try {
			return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup()).unreflectSpecial(method, declaring);
		}
		catch (IllegalAccessException ex) {
			throw new IllegalArgumentException(
					declaring.getName() + " is in a module that does not open its package to this one", ex);
		}
	}

	private static boolean isOfObject(Method method) {
		return Arrays.stream(Object.class.getMethods())
			.anyMatch((known) -> known.getName().equals(method.getName())
					&& Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
	}

	private static String print(Method method) {
		return method.getName() + Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", ", "(", ")"));
	}

	/**
	 * What stands behind an interface.
	 *
	 * @param name what it is called
	 * @param asking the methods that ask
	 * @param others the default methods
	 */
	private record Client(String name, Map<Method, ExchangeMethod> asking,
			Map<Method, MethodHandle> others) implements InvocationHandler {

		@Override
		@SuppressWarnings("ReferenceEquality") // identity is the question
		public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
				throws Throwable {
			ExchangeMethod asking = this.asking.get(method);
			if (asking != null) {
				return asking.ask((arguments != null) ? arguments[0] : null);
			}
			MethodHandle other = this.others.get(method);
			if (other != null) {
				return other.bindTo(proxy)
					.invokeWithArguments((arguments != null) ? Arrays.asList(arguments) : List.of());
			}
			return switch (method.getName()) {
				case "equals" -> arguments != null && proxy == arguments[0];
				case "hashCode" -> System.identityHashCode(proxy);
				default -> this.name;
			};
		}

	}

}
