package io.nowornever.playground.lesson;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;

import io.nats.client.Connection;
import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.playground.nats.ServerOption;
import io.nowornever.playground.nats.ServerUnavailableException;
import io.nowornever.testbed.command.StopRequest;
import io.nowornever.testbed.command.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The command {@code lesson}: gives one lesson or all, or lists them. Its exit code is 0
 * if all passed, 1 if one did not, 130 after Ctrl-C.
 */
@CommandLine.Command(name = "lesson", sortOptions = false, synopsisHeading = "Usage: ",
		customSynopsis = "java -jar lab/target/lab.jar lesson [NAME|all] [--nats.servers=URL]",
		description = { "",
				"Shows JetStream step by step: each call with its settings and its result. Without a name"
						+ " it lists the lessons. What a lesson makes on the server is removed when it ends.",
				"" },
		footer = { "", "Exit code: 0 passed, 1 not so, 2 there is no such lesson, 130 stopped by Ctrl-C." })
public final class LessonCommand implements Callable<Integer> {

	private static final String ALL = "all";

	private static final String CONNECTION = "lessons";

	private static final int INTERRUPTED = 130;

	@CommandLine.Spec
	private CommandLine.Model.@Nullable CommandSpec spec;

	@CommandLine.Parameters(paramLabel = "NAME", arity = "0..1", description = "The lesson, or all of them in turn.")
	private @Nullable String name;

	@CommandLine.Mixin
	private final ServerOption server = new ServerOption();

	@CommandLine.Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this and end.")
	boolean help;

	/**
	 * Creates the command with its defaults.
	 */
	public LessonCommand() {
	}

	@Override
	public Integer call() throws InterruptedException {
		PrintWriter out = command().getOut();
		if (this.name == null) {
			Lessons.all().forEach((lesson) -> out.printf("  %-11s  %s%n", lesson.name(), lesson.title()));
			return CommandLine.ExitCode.OK;
		}
		List<Lesson> lessons = chosen(this.name);
		StopRequest stop = StopRequest.watch();
		try (PlaygroundServer used = this.server.open()) {
			return give(lessons, used, stop);
		}
	}

	private int give(List<Lesson> lessons, PlaygroundServer used, StopRequest stop) throws InterruptedException {
		Connection connection = connect(used);
		try {
			JetStreamAccess.require(connection);
			command().getOut().println(used);
		}
		catch (RefusedException | IOException ex) {
			command().getErr().println(ex.getMessage());
			return CommandLine.ExitCode.SOFTWARE;
		}
		finally {
			connection.close();
		}
		return giveOnThread(lessons, used, stop);
	}

	private static Connection connect(PlaygroundServer used) throws InterruptedException {
		return used.connect((options) -> options.connectionName(CONNECTION));
	}

	/**
	 * On a thread of its own, which can be interrupted at any time without harm to what
	 * follows.
	 */
	private int giveOnThread(List<Lesson> lessons, PlaygroundServer used, StopRequest stop)
			throws InterruptedException {
		FutureTask<Integer> giving = new FutureTask<>(() -> give(lessons, used));
		Thread teacher = Thread.ofPlatform().name("lesson").start(giving);
		stop.fulfilInGoodOrder();
		Thread watch = Thread.ofVirtual().start(() -> {
			if (stop.await(Long.MAX_VALUE)) {
				teacher.interrupt();
			}
		});
		try {
			return giving.get();
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("A lesson broke off", ex);
		}
		finally {
			watch.interrupt();
		}
	}

	private int give(List<Lesson> lessons, PlaygroundServer used) {
		PrintWriter out = command().getOut();
		LessonText text = new LessonText(out, Terminal.ansi());
		int passed = 0;
		for (Lesson lesson : lessons) {
			out.println();
			try {
				LessonOutcome outcome = give(lesson, used, text);
				if (outcome == LessonOutcome.CANCELLED) {
					return INTERRUPTED;
				}
				passed += (outcome == LessonOutcome.PASSED) ? 1 : 0;
			}
			catch (ServerUnavailableException ex) {
				command().getErr().println(ex.getMessage());
				break;
			}
			catch (InterruptedException ex) {
				return INTERRUPTED;
			}
		}
		if (lessons.size() > 1) {
			out.println();
			out.println(passed + " of " + lessons.size() + " lessons passed");
		}
		return (passed == lessons.size()) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
	}

	/**
	 * Each on a connection of its own: one of them may have the server restarted.
	 */
	private static LessonOutcome give(Lesson lesson, PlaygroundServer used, LessonText text)
			throws InterruptedException {
		Connection connection = connect(used);
		try {
			return lesson.run(connection, ServerRestart.of(used, CONNECTION), text);
		}
		finally {
			PlaygroundServer.disconnect(connection);
		}
	}

	private List<Lesson> chosen(String asked) {
		if (ALL.equals(asked)) {
			return Lessons.all();
		}
		return List.of(Lessons.named(asked)
			.orElseThrow(() -> new CommandLine.ParameterException(command(),
					"There is no lesson '" + asked + "': "
							+ Lessons.all().stream().map(Lesson::name).collect(Collectors.joining(", "))
							+ " or all are allowed")));
	}

	private CommandLine command() {
		return Objects.requireNonNull(this.spec).commandLine();
	}

}
