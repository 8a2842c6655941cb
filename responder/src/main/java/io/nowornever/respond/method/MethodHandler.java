package io.nowornever.respond.method;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import io.nowornever.common.codec.BodyCodec;
import io.nowornever.respond.Deadline;
import io.nowornever.respond.work.Task;
import io.nowornever.respond.work.TaskHandler;
import io.nowornever.respond.work.TaskResult;
import org.jspecify.annotations.Nullable;

/**
 * Has tasks done by a method of some object: the body becomes its parameter, beside which
 * it may take the {@link Deadline} and, for headers and whatever else is known, the
 * {@link Task} itself; what it returns becomes the result. Safe from any thread, if the
 * method is.
 */
public final class MethodHandler implements TaskHandler {

	private final Object target;

	private final Method method;

	private final BodyCodec codec;

	private final List<Argument> arguments;

	/** Of the argument that is the body, if one is. */
	private final Type bodyType;

	private MethodHandler(Object target, Method method, BodyCodec codec, List<Argument> arguments, Type bodyType) {
		this.target = target;
		this.method = method;
		this.codec = codec;
		this.arguments = List.copyOf(arguments);
		this.bodyType = bodyType;
	}

	/**
	 * Creates a handler.
	 * @param target the object
	 * @param invocable the method to call on it, maybe that of a proxy
	 * @param declared the method as it was written, with its generic types
	 * @param codec reads bodies and writes results
	 * @return the handler
	 * @throws IllegalArgumentException if the method takes more than a body, a
	 * {@link Deadline} and a {@link Task}, or returns a future
	 */
	public static MethodHandler of(Object target, Method invocable, Method declared, BodyCodec codec) {
		if (Future.class.isAssignableFrom(declared.getReturnType())
				|| CompletionStage.class.isAssignableFrom(declared.getReturnType())) {
			throw new IllegalArgumentException(declared.toGenericString()
					+ " returns no result: a method that answers returns the result itself, and may wait for it");
		}
		List<Argument> arguments = new ArrayList<>();
		Type bodyType = void.class;
		for (Parameter parameter : declared.getParameters()) {
			Argument argument = Argument.of(parameter.getType());
			if (arguments.contains(argument)) {
				throw new IllegalArgumentException(declared.toGenericString()
						+ " takes too much: a method that answers takes the body, a Deadline and a Task, each of which may"
						+ " be left out");
			}
			arguments.add(argument);
			bodyType = (argument == Argument.BODY) ? parameter.getParameterizedType() : bodyType;
		}
		invocable.trySetAccessible();
		return new MethodHandler(target, invocable, codec, arguments, bodyType);
	}

	@Override
	public TaskResult handle(Task task) throws Exception {
		@Nullable Object[] values = new Object[this.arguments.size()];
		for (int i = 0; i < values.length; i++) {
			values[i] = switch (this.arguments.get(i)) {
				case BODY -> this.codec.read(task.body(), this.bodyType);
				case DEADLINE -> Deadline.of(task.budget());
				case TASK -> task;
			};
		}
		return TaskResult.of(this.codec.write(call(values)));
	}

	private @Nullable Object call(@Nullable Object[] arguments) throws Exception {
		try {
			return this.method.invoke(this.target, arguments);
		}
		catch (InvocationTargetException ex) {
			switch (ex.getCause()) {
				case Exception cause -> throw cause;
				case Error cause -> throw cause;
				case null, default -> throw ex;
			}
		}
	}

	@Override
	public String toString() {
		return this.method.getDeclaringClass().getSimpleName() + "." + this.method.getName();
	}

	/**
	 * What a parameter stands for.
	 */
	private enum Argument {

		BODY, DEADLINE, TASK;

		static Argument of(Class<?> type) {
			if (type == Deadline.class) {
				return DEADLINE;
			}
			return (type == Task.class) ? TASK : BODY;
		}

	}

}
