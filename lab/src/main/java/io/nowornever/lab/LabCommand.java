package io.nowornever.lab;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.nowornever.broker.BrokerException;
import io.nowornever.broker.UserInfo;
import io.nowornever.lab.demo.DemoCommand;
import io.nowornever.lab.experiment.ExperimentCommand;
import io.nowornever.lab.ledger.LedgerCommand;
import io.nowornever.lab.lesson.LessonCommand;
import io.nowornever.lab.nats.LabServer;
import io.nowornever.lab.nats.ServerOption;
import io.nowornever.lab.nats.ServerUnavailableException;
import io.nowornever.lab.throughput.SimulateCommand;
import io.nowornever.lab.topology.LabException;
import io.nowornever.lab.web.Page;
import io.nowornever.lab.web.PageException;
import io.nowornever.lab.web.PageOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The lab's command line; without a command it serves the page. Exit code 0 means done, 1
 * that something failed, 2 that an option has a value that is not allowed or a file
 * cannot be read.
 */
@CommandLine.Command(name = "lab", sortOptions = false,
		description = "Serves a page with benchmark and lessons, or runs a command.", subcommands = { DemoCommand.class,
				ExperimentCommand.class, LedgerCommand.class, SimulateCommand.class, LessonCommand.class },
		synopsisSubcommandLabel = "[COMMAND]")
public final class LabCommand implements Callable<Integer> {

	@CommandLine.Spec
	private CommandLine.Model.@Nullable CommandSpec spec;

	@CommandLine.Mixin
	private PageOptions pageOptions = new PageOptions();

	@CommandLine.Mixin
	private ServerOption serverOption = new ServerOption();

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
		return NumberText.read(new CommandLine(new LabCommand()))
			.setParameterExceptionHandler((ex, args) -> reject(ex))
			.setExecutionExceptionHandler((ex, command, parsed) -> fail(ex, command));
	}

	/**
	 * Serves the page until Ctrl-C.
	 */
	@Override
	public Integer call() {
		PrintWriter out = Objects.requireNonNull(this.spec).commandLine().getOut();
		List<String> settings = this.pageOptions.settings();
		StopRequest stop = StopRequest.watch();
		try (LabServer server = this.serverOption.open(); Page page = Page.open(server, settings)) {
			stop.fulfilInGoodOrder();
			out.println("The page is at " + page.url() + ", nats-server at " + server.address() + "; Ctrl-C ends it.");
			stop.await(Long.MAX_VALUE);
			return CommandLine.ExitCode.OK;
		}
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
		if (problem instanceof LabException || problem instanceof BrokerException
				|| problem instanceof ServerUnavailableException || problem instanceof PageException) {
			command.getErr().println(problem.getMessage());
			return command.getCommandSpec().exitCodeOnExecutionException();
		}
		throw problem;
	}

}
