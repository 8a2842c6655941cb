package io.nowornever.playground;

import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;

import io.nowornever.playground.lesson.LessonCommand;
import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.playground.nats.ServerOption;
import io.nowornever.playground.throughput.SimulateCommand;
import io.nowornever.playground.web.Feed;
import io.nowornever.playground.web.MorePage;
import io.nowornever.playground.web.Page;
import io.nowornever.playground.web.PageOptions;
import io.nowornever.testbed.command.Commands;
import io.nowornever.testbed.command.StopRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Serves the page; its commands are the simulator and the lessons, and those that are
 * added.
 */
@CommandLine.Command(name = "lab", sortOptions = false,
		description = "Serves a page with benchmark and lessons, or runs a command.",
		synopsisSubcommandLabel = "[COMMAND]")
public final class PlaygroundCommand implements Callable<Integer> {

	@CommandLine.Spec
	private CommandLine.Model.@Nullable CommandSpec spec;

	@CommandLine.Mixin
	private PageOptions pageOptions = new PageOptions();

	@CommandLine.Mixin
	private ServerOption serverOption = new ServerOption();

	@CommandLine.Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this and end.")
	boolean help;

	private final Function<Feed, MorePage> more;

	private PlaygroundCommand(Function<Feed, MorePage> more) {
		this.more = more;
	}

	/**
	 * Runs a command of the playground alone and exits with its code.
	 * @param args the command and its options
	 */
	public static void main(String[] args) {
		Commands.run(commandLine((feed) -> MorePage.NONE), args);
	}

	/**
	 * The command line.
	 * @param page makes what the page shows besides, when it is served
	 * @param more further commands, which are listed first
	 * @return the command line, prepared as all are
	 */
	public static CommandLine commandLine(Function<Feed, MorePage> page, Object... more) {
		CommandLine whole = new CommandLine(new PlaygroundCommand(page));
		for (Object command : more) {
			whole.addSubcommand(command);
		}
		return Commands.prepare(whole.addSubcommand(new SimulateCommand()).addSubcommand(new LessonCommand()));
	}

	/**
	 * Serves the page until Ctrl-C.
	 */
	@Override
	public Integer call() {
		PrintWriter out = Objects.requireNonNull(this.spec).commandLine().getOut();
		List<String> settings = this.pageOptions.settings();
		StopRequest stop = StopRequest.watch();
		Feed feed = new Feed();
		try (PlaygroundServer server = this.serverOption.open();
				MorePage shown = this.more.apply(feed);
				Page page = Page.open(server, feed, settings, shown)) {
			stop.fulfilInGoodOrder();
			out.println("The page is at " + page.url() + ", " + server + "; Ctrl-C ends the page.");
			stop.await(Long.MAX_VALUE);
			return CommandLine.ExitCode.OK;
		}
	}

}
