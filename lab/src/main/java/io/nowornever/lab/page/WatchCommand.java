package io.nowornever.lab.page;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;

import io.nowornever.lab.control.NotAllowedException;
import io.nowornever.playground.web.Feed;
import io.nowornever.playground.web.Page;
import io.nowornever.playground.web.PageOptions;
import io.nowornever.testbed.command.StopRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The command {@code watch}: shows what services write into a folder that somebody else
 * has started, and tells it as metrics, until Ctrl-C.
 */
@CommandLine.Command(name = "watch", sortOptions = false, synopsisHeading = "Usage: ",
		customSynopsis = "java -jar lab/target/lab.jar watch [options] FOLDER",
		description = { "", "Serves a control room without hands: the account of all services that write a journal"
				+ " (journal.file) into the folder, and /actuator/prometheus with its figures.", "" })
public final class WatchCommand implements Callable<Integer> {

	@CommandLine.Spec
	private CommandLine.Model.@Nullable CommandSpec spec;

	@CommandLine.Parameters(paramLabel = "FOLDER", description = "Where files named NAME.journal are written.")
	private Path folder = Path.of("");

	@CommandLine.Mixin
	private PageOptions pageOptions = new PageOptions();

	@CommandLine.Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this and end.")
	boolean help;

	/**
	 * Creates the command with its defaults.
	 */
	public WatchCommand() {
	}

	@Override
	public Integer call() {
		CommandLine command = Objects.requireNonNull(this.spec).commandLine();
		PrintWriter out = command.getOut();
		StopRequest stop = StopRequest.watch();
		Feed feed = new Feed();
		try (RoomPage shown = new RoomPage(feed)) {
			shown.room().watch(this.folder);
			try (Page page = Page.open(null, feed, this.pageOptions.settings(), shown)) {
				stop.fulfilInGoodOrder();
				out.println("The page is at " + page.url() + ", metrics at " + page.url()
						+ "/actuator/prometheus; Ctrl-C ends it.");
				stop.await(Long.MAX_VALUE);
				return CommandLine.ExitCode.OK;
			}
		}
		catch (NotAllowedException ex) {
			throw new CommandLine.ParameterException(command, String.valueOf(ex.getMessage()), ex);
		}
	}

}
