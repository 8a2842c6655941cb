package io.nowornever.lab;

import java.io.PrintWriter;

import io.nowornever.broker.BrokerException;
import io.nowornever.lab.demo.DemoCommand;
import io.nowornever.lab.ledger.LedgerCommand;
import io.nowornever.lab.nats.ServerUnavailableException;
import io.nowornever.lab.throughput.SimulateCommand;
import io.nowornever.lab.topology.LabException;
import picocli.CommandLine;

/**
 * The lab's command line. Exit code 0 means done, 1 that something failed, 2 that an
 * option has a value that is not allowed or a file cannot be read.
 */
@CommandLine.Command(name = "lab", description = "Starts the services as processes and shows what happens.",
		subcommands = { DemoCommand.class, LedgerCommand.class, SimulateCommand.class },
		synopsisSubcommandLabel = "COMMAND")
public final class LabCommand {

	@CommandLine.Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this and end.")
	boolean help;

	LabCommand() {
	}

	/**
	 * Runs a command and exits with its code.
	 * @param args the command and its options
	 */
	public static void main(String[] args) {
		// Unlike the default, this writer notices when nobody reads any more.
		PrintWriter out = new PrintWriter(System.out, true, System.out.charset());
		System.exit(commandLine().setOut(out).execute(args));
	}

	static CommandLine commandLine() {
		return new CommandLine(new LabCommand()).setParameterExceptionHandler((ex, args) -> reject(ex))
			.setExecutionExceptionHandler((ex, command, parsed) -> fail(ex, command));
	}

	private static int reject(CommandLine.ParameterException problem) {
		CommandLine command = problem.getCommandLine();
		PrintWriter err = command.getErr();
		err.println(problem.getMessage());
		err.println("See --help for what is allowed.");
		return command.getCommandSpec().exitCodeOnInvalidInput();
	}

	private static int fail(Exception problem, CommandLine command) throws Exception {
		if (problem instanceof LabException || problem instanceof BrokerException
				|| problem instanceof ServerUnavailableException) {
			command.getErr().println(problem.getMessage());
			return command.getCommandSpec().exitCodeOnExecutionException();
		}
		throw problem;
	}

}
