package io.nowornever.lab;

import io.nowornever.lab.demo.DemoCommand;
import io.nowornever.lab.experiment.run.ExperimentCommand;
import io.nowornever.lab.ledger.LedgerCommand;
import io.nowornever.lab.page.RoomPage;
import io.nowornever.lab.page.WatchCommand;
import io.nowornever.playground.PlaygroundCommand;
import io.nowornever.testbed.command.Commands;
import picocli.CommandLine;

/**
 * The one command line: what proves the services, beside what the playground offers.
 * Without a command it serves the page. Exit code 0 means done, 1 that something failed,
 * 2 that an option has a value that is not allowed or a file cannot be read.
 */
public final class LabCommand {

	private LabCommand() {
	}

	/**
	 * Runs a command and exits with its code.
	 * @param args the command and its options
	 */
	public static void main(String[] args) {
		Commands.run(commandLine(), args);
	}

	static CommandLine commandLine() {
		return PlaygroundCommand.commandLine(RoomPage::new, new DemoCommand(), new ExperimentCommand(),
				new LedgerCommand(), new WatchCommand());
	}

}
