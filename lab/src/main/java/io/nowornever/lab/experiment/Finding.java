package io.nowornever.lab.experiment;

import java.util.Locale;

/**
 * What looking at an expectation gave.
 *
 * @param held whether it held
 * @param seen the figures that decided it
 */
public record Finding(boolean held, String seen) {

	/**
	 * A finding whose figures are formatted without regard to the machine's language.
	 * @param held whether the expectation held
	 * @param format as of {@link String#format}
	 * @param figures what decided it
	 * @return the finding
	 */
	@SuppressWarnings("AnnotateFormatMethod") // no dependency for one annotation
	public static Finding of(boolean held, String format, Object... figures) {
		return new Finding(held, String.format(Locale.ROOT, format, figures));
	}

}
