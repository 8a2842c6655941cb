package io.nowornever.common.metrics;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Something for constants of an enum, made once, so that a meter by outcome is an array
 * access on the hot path and shows zero before its first event.
 *
 * @param <E> the enum
 * @param <T> what there is for each constant
 */
public final class PerConstant<E extends Enum<E>, T> {

	private final Map<E, T> values;

	/**
	 * Makes all values.
	 * @param constants for which constants; at least one
	 * @param maker makes the value for a constant
	 */
	public PerConstant(EnumSet<E> constants, Function<E, T> maker) {
		this.values = new EnumMap<>(constants.iterator().next().getDeclaringClass());
		constants.forEach((constant) -> this.values.put(constant, maker.apply(constant)));
	}

	/**
	 * The value for a constant.
	 * @param constant one of those that this was made for
	 * @return its value
	 */
	public T of(E constant) {
		return Objects.requireNonNull(this.values.get(constant));
	}

}
