package io.nowornever.lab;

import java.util.function.Function;

import picocli.CommandLine;

/**
 * Reads the numbers among a command's options, and calls those that are none what people
 * call them.
 */
final class NumberText {

	private static final String WHOLE = "whole number";

	private NumberText() {
	}

	/**
	 * Makes a command, and all below it, read numbers so.
	 * @return the command
	 */
	static CommandLine read(CommandLine command) {
		return command.registerConverter(int.class, converter(Integer::valueOf, WHOLE))
			.registerConverter(Integer.class, converter(Integer::valueOf, WHOLE))
			.registerConverter(long.class, converter(Long::valueOf, WHOLE))
			.registerConverter(double.class, converter(Double::valueOf, "number"))
			.registerConverter(Double.class, converter(Double::valueOf, "number"));
	}

	private static <T> CommandLine.ITypeConverter<T> converter(Function<String, T> reading, String kind) {
		return (text) -> {
			try {
				return reading.apply(text);
			}
			catch (NumberFormatException ex) {
				throw new CommandLine.TypeConversionException("'" + text + "' is not a " + kind);
			}
		};
	}

}
