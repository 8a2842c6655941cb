package io.nowornever.testbed.chart;

/**
 * Says why a chart could not be drawn or written on this machine.
 */
public final class ChartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ChartException(String message, Throwable cause) {
		super(message, cause);
	}

}
