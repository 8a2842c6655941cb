package io.nowornever.common.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Something for each constant of an enum, made once, so that a meter by outcome is an
 * array access on the hot path and shows zero before its first event.
 *
 * @param <E> the enum
 * @param <T> what there is for each constant
 */
public final class PerConstant<E extends Enum<E>, T> {

	private final Map<E, T> values;

	/**
	 * Makes all values.
	 * @param type the enum
	 * @param maker makes the value for a constant
	 */
	public PerConstant(Class<E> type, Function<E, T> maker) {
		this.values = new EnumMap<>(type);
		for (E constant : type.getEnumConstants()) {
			this.values.put(constant, maker.apply(constant));
		}
	}

	/**
	 * The value for a constant.
	 * @param constant the constant
	 * @return its value
	 */
	public T of(E constant) {
		return Objects.requireNonNull(this.values.get(constant));
	}

}
