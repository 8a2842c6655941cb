package io.nowornever.lab.ledger;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

import io.nowornever.testbed.command.Json;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The command {@code ledger}: prints what became of the requests in some journals. Its
 * exit code is 0 if each is accounted for, 1 if one is not or the journals contradict
 * themselves, 2 if a journal cannot be read.
 */
@CommandLine.Command(name = "ledger", sortOptions = false, synopsisHeading = "Usage: ",
		customSynopsis = "java -jar lab/target/lab.jar ledger [--json] FILE|FOLDER...",
		description = { "",
				"Reads the journals of all producers and consumers and prints what became of each"
						+ " request, and why those timed out that did. With a journal its older part is read too,"
						+ " which has the same name and .1 behind it.",
				"" },
		footer = { "", "Exit code: 0 every request is accounted for, 1 not so, 2 a file cannot be read." })
public final class LedgerCommand implements Callable<Integer> {

	@CommandLine.Spec
	private CommandLine.Model.@Nullable CommandSpec spec;

	@CommandLine.Parameters(paramLabel = "FILE", arity = "1..*",
			description = "The journals, in any order; of a folder all that are named *.journal.")
	private List<Path> files = List.of();

	@CommandLine.Option(names = "--json", description = "Print JSON, with every lost request and its cause.")
	private boolean json;

	@CommandLine.Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this and end.")
	boolean help;

	/**
	 * Creates the command with its defaults.
	 */
	public LedgerCommand() {
	}

	@Override
	public Integer call() {
		CommandLine command = Objects.requireNonNull(this.spec).commandLine();
		rejectRepeated(command);
		JournalParts journals = new JournalParts();
		Account account;
		try {
			this.files.forEach(journals::add);
			Ledger ledger = new Ledger();
			ledger.read(journals);
			account = ledger.account();
		}
		catch (JournalException ex) {
			command.getErr().println(ex.getMessage());
			return CommandLine.ExitCode.USAGE;
		}
		PrintWriter out = command.getOut();
		if (this.json) {
			out.println(Json.write(account));
		}
		else {
			journals.unnamed().forEach((file) -> out.println("read too: " + file));
			new AccountText(account).lines().forEach(out::println);
		}
		return account.isConserved() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
	}

	private void rejectRepeated(CommandLine command) {
		Set<Path> seen = new HashSet<>();
		for (Path file : this.files) {
			if (!seen.add(file.toAbsolutePath().normalize())) {
				throw new CommandLine.ParameterException(command, file + " is given twice");
			}
		}
	}

}
