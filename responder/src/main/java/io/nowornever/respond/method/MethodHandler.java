package io.nowornever.respond.method;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;

import io.nowornever.common.codec.BodyCodec;
import io.nowornever.respond.Deadline;
import io.nowornever.respond.work.Task;
import io.nowornever.respond.work.TaskHandler;
import io.nowornever.respond.work.TaskResult;
import org.jspecify.annotations.Nullable;

/**
 * Has tasks done by a method of some object: the body becomes its parameter, what it
 * returns becomes the result. Safe from any thread, if the method is.
 */
public final class MethodHandler implements TaskHandler {

	private static final int NONE = -1;

	private final Object target;

	private final Method method;

	private final BodyCodec codec;

	private final int bodyAt;

	private final int deadlineAt;

	private final int count;

	private final @Nullable Type bodyType;

	private MethodHandler(Object target, Method method, BodyCodec codec, int bodyAt, int deadlineAt, int count,
			@Nullable Type bodyType) {
		this.target = target;
		this.method = method;
		this.codec = codec;
		this.bodyAt = bodyAt;
		this.deadlineAt = deadlineAt;
		this.count = count;
		this.bodyType = bodyType;
	}

	/**
	 * Creates a handler.
	 * @param target the object
	 * @param invocable the method to call on it, maybe that of a proxy
	 * @param declared the method as it was written, with its generic types
	 * @param codec reads bodies and writes results
	 * @return the handler
	 * @throws IllegalArgumentException if the method takes more than a body and a
	 * {@link Deadline}
	 */
	public static MethodHandler of(Object target, Method invocable, Method declared, BodyCodec codec) {
		int bodyAt = NONE;
		int deadlineAt = NONE;
		Parameter[] parameters = declared.getParameters();
		for (int i = 0; i < parameters.length; i++) {
			boolean isDeadline = parameters[i].getType() == Deadline.class;
			if ((isDeadline ? deadlineAt : bodyAt) != NONE) {
				throw new IllegalArgumentException(declared.toGenericString()
						+ " takes too much: a method that answers takes the body and a Deadline, either may be left out");
			}
			if (isDeadline) {
				deadlineAt = i;
			}
			else {
				bodyAt = i;
			}
		}
		invocable.trySetAccessible();
		return new MethodHandler(target, invocable, codec, bodyAt, deadlineAt, parameters.length,
				(bodyAt != NONE) ? parameters[bodyAt].getParameterizedType() : null);
	}

	@Override
	public TaskResult handle(Task task) throws Exception {
		@Nullable Object[] arguments = new Object[this.count];
		if (this.bodyType != null) {
			arguments[this.bodyAt] = this.codec.read(task.body(), this.bodyType);
		}
		if (this.deadlineAt != NONE) {
			arguments[this.deadlineAt] = Deadline.of(task.budget());
		}
		return TaskResult.of(this.codec.write(call(arguments)));
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

}
