package io.nowornever.lab.experiment;

import java.util.Locale;

/**
 * What looking at an expectation gave.
 *
 * @param held whether it held
 * @param seen the figures that decided it
 */
record Finding(boolean held, String seen) {

	/**
	 * A finding whose figures are formatted without regard to the machine's language.
	 */
	@SuppressWarnings("AnnotateFormatMethod") // no dependency for one annotation
	static Finding of(boolean held, String format, Object... figures) {
		return new Finding(held, String.format(Locale.ROOT, format, figures));
	}

}
