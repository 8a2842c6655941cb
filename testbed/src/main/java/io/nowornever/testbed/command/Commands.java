package io.nowornever.testbed.command;

import java.io.PrintWriter;
import java.util.OptionalInt;
import java.util.function.Function;

import io.nowornever.testbed.TestbedException;
import picocli.CommandLine;

/**
 * What all commands have in common: numbers that are none are called what people call
 * them; a problem is one message and an exit code, 1 if something failed, 2 if an option
 * has a value that is not allowed.
 */
public final class Commands {

	private static final String WHOLE = "whole number";

	private Commands() {
	}

	/**
	 * Makes a command, and all below it, keep to that.
	 * @param command a command with all its subcommands
	 * @return the command
	 */
	public static CommandLine prepare(CommandLine command) {
		return command.registerConverter(int.class, number(Integer::valueOf, WHOLE))
			.registerConverter(Integer.class, number(Integer::valueOf, WHOLE))
			.registerConverter(long.class, number(Long::valueOf, WHOLE))
			.registerConverter(double.class, number(Double::valueOf, "number"))
			.registerConverter(Double.class, number(Double::valueOf, "number"))
			.setParameterExceptionHandler((ex, args) -> reject(ex))
			.setExecutionExceptionHandler((ex, failed, parsed) -> fail(ex, failed));
	}

	/**
	 * Runs a command and ends the JVM with its exit code.
	 * @param command the command
	 * @param args its arguments
	 */
	public static void run(CommandLine command, String... args) {
		// Unlike the default, this writer notices when nobody reads any more.
		PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
		System.exit(command.setOut(out).execute(args));
	}

	private static <T> CommandLine.ITypeConverter<T> number(Function<String, T> reading, String kind) {
		return (text) -> {
			try {
				return reading.apply(text);
			}
			catch (NumberFormatException ex) {
				throw new CommandLine.TypeConversionException("'" + text + "' is not a " + kind);
			}
		};
	}

	private static int reject(CommandLine.ParameterException problem) {
		CommandLine command = problem.getCommandLine();
		PrintWriter err = command.getErr();
		err.println(withoutUserInfo(problem));
		err.println("See --help for what is allowed.");
		return command.getCommandSpec().exitCodeOnInvalidInput();
	}

	/**
	 * What is unknown is repeated, and may be the address of a server, behind a slip of
	 * the pen.
	 */
	private static String withoutUserInfo(CommandLine.ParameterException problem) {
		String message = String.valueOf(problem.getMessage());
		if (problem instanceof CommandLine.UnmatchedArgumentException unknown) {
			for (String argument : unknown.getUnmatched()) {
				message = message.replace(argument, UserInfo.masked(argument));
			}
		}
		return message;
	}

	private static int fail(Exception problem, CommandLine command) throws Exception {
		OptionalInt signalled = StopRequest.exitCodeOfTrouble();
		if (signalled.isPresent()) {
			return signalled.getAsInt();
		}
		if (problem instanceof TestbedException) {
			command.getErr().println(problem.getMessage());
			return command.getCommandSpec().exitCodeOnExecutionException();
		}
		throw problem;
	}

}
