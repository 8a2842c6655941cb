package io.nowornever.lab.experiment.run;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.nowornever.lab.experiment.Experiment;
import io.nowornever.lab.experiment.Findings;
import io.nowornever.lab.experiment.report.Report;
import io.nowornever.lab.scene.Scenario;
import io.nowornever.lab.scene.Speed;
import io.nowornever.testbed.command.StopRequest;
import io.nowornever.testbed.command.Terminal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The command {@code experiment}: runs one experiment or all and writes a report. Its
 * exit code is 0 if every expectation held, 1 if one did not, 2 if there is no such
 * experiment.
 */
@CommandLine.Command(name = "experiment", sortOptions = false, synopsisHeading = "Usage: ",
		customSynopsis = "java -jar lab/target/lab.jar experiment [NAME|all] [options]",
		description = { "",
				"Starts a broker and services as processes, lets happen what the experiment is about, and"
						+ " writes a report: Markdown with charts, and JSON. Without a name it lists the experiments.",
				"" },
		footer = { "", "Exit code: 0 all that was expected held, 1 not so, 2 there is no such experiment." })
public final class ExperimentCommand implements Callable<Integer> {

	private static final String ALL = "all";

	private static final int MOST_KILLS = 100_000;

	@CommandLine.Spec
	private CommandLine.Model.@Nullable CommandSpec spec;

	@CommandLine.Parameters(paramLabel = "NAME", arity = "0..1", description = "Which, or all.")
	private @Nullable String name;

	@CommandLine.Option(names = "--speed", paramLabel = "N", defaultValue = "1",
			description = "How much faster than the original, 1 to 10 (${DEFAULT-VALUE}).")
	private double factor;

	@CommandLine.Option(names = "--seed", paramLabel = "N", defaultValue = "1",
			description = "The same seed gives the same load and work (${DEFAULT-VALUE}).")
	private long seed;

	@CommandLine.Option(names = "--scenes", paramLabel = "TEXT", defaultValue = "",
			description = "Runs only the scenes whose names contain this, such as \"slow and fast, durable\"; what is"
					+ " expected of others is left out.")
	private String scenes = "";

	@CommandLine.Option(names = "--kills", paramLabel = "N", defaultValue = "" + Catalogue.USUAL_KILLS,
			description = "How often the durable experiments kill, 1 to 100000 (${DEFAULT-VALUE}).")
	private int kills;

	@CommandLine.Option(names = "--secured",
			description = "With TLS, and users who may do what they have to and no more, as in the Compose stack; what"
					+ " cannot be so is left out.")
	private boolean secured;

	@CommandLine.Option(names = "--out", paramLabel = "DIR", defaultValue = "target/experiments",
			description = "Where the report goes (${DEFAULT-VALUE}).")
	private Path folder = Path.of("");

	@CommandLine.Option(names = "--keep-journals", paramLabel = "DIR",
			description = "Keep there what the services wrote, a folder for each scene, for the commands ledger and watch.")
	private @Nullable Path journals;

	@CommandLine.Option(names = { "-h", "--help" }, usageHelp = true, description = "Show this and end.")
	boolean help;

	/**
	 * Creates the command with its defaults.
	 */
	public ExperimentCommand() {
	}

	@Override
	public Integer call() {
		if (!(this.factor >= Speed.LOWEST && this.factor <= Speed.HIGHEST)) {
			throw refused("--speed " + Report.number(this.factor) + " is not allowed: " + Report.number(Speed.LOWEST)
					+ " to " + Report.number(Speed.HIGHEST));
		}
		if (this.kills < 1 || this.kills > MOST_KILLS) {
			throw refused("--kills " + this.kills + " is not allowed: 1 to " + MOST_KILLS);
		}
		Speed speed = new Speed(this.factor);
		List<Experiment> catalogue = Catalogue.at(speed, this.kills);
		PrintWriter out = command().getOut();
		if (this.name == null) {
			list(catalogue, out);
			return CommandLine.ExitCode.OK;
		}
		List<Experiment> chosen = this.secured ? secure(chooseFrom(catalogue)) : chooseFrom(catalogue);
		requireFolder("--out", this.folder);
		if (this.journals != null) {
			requireFolder("--keep-journals", this.journals);
		}
		return run(chosen, speed, out);
	}

	private List<Experiment> chooseFrom(List<Experiment> catalogue) {
		List<Experiment> named = catalogue.stream()
			.filter((experiment) -> ALL.equals(this.name) || experiment.name().equals(this.name))
			.toList();
		if (named.isEmpty()) {
			throw refused("There is no experiment " + this.name + ": choose "
					+ catalogue.stream().map(Experiment::name).collect(Collectors.joining(", ")) + " or " + ALL);
		}
		List<Experiment> narrowed = withScenarios(named.stream().map((experiment) -> experiment.only(this.scenes)));
		if (narrowed.isEmpty()) {
			throw refused("There is no scene " + this.scenes + ": choose from "
					+ named.stream()
						.flatMap((experiment) -> experiment.scenarios().stream())
						.map((scenario) -> '"' + scenario.name() + '"')
						.collect(Collectors.joining(", ")));
		}
		return narrowed;
	}

	private List<Experiment> secure(List<Experiment> chosen) {
		Map<String, List<String>> leftOut = new LinkedHashMap<>();
		for (Experiment experiment : chosen) {
			for (Scenario scenario : experiment.scenarios()) {
				String reason = scenario.whyNotSecured();
				if (reason != null) {
					leftOut.computeIfAbsent(reason, (_) -> new ArrayList<>()).add('"' + scenario.name() + '"');
				}
			}
		}
		List<Experiment> securable = withScenarios(chosen.stream().map(Experiment::safely));
		if (securable.isEmpty()) {
			throw refused("--secured is not allowed for " + this.name + ": " + String.join("; ", leftOut.keySet()));
		}
		leftOut.forEach((reason, names) -> command().getOut()
			.println("Left out with --secured (" + reason + "): " + String.join(", ", names)));
		return securable;
	}

	private static List<Experiment> withScenarios(Stream<Experiment> experiments) {
		return experiments.filter((experiment) -> !experiment.scenarios().isEmpty()).toList();
	}

	private void requireFolder(String option, Path folder) {
		try {
			Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw refused(option + " " + folder + " is not allowed: a folder, or where one can be made (" + ex + ")");
		}
		if (!Files.isWritable(folder)) {
			throw refused(option + " " + folder + " is not allowed: a folder in which this user may write");
		}
	}

	private CommandLine command() {
		return Objects.requireNonNull(this.spec).commandLine();
	}

	private CommandLine.ParameterException refused(String reason) {
		return new CommandLine.ParameterException(command(), reason);
	}

	private static void list(List<Experiment> catalogue, PrintWriter out) {
		for (Experiment experiment : catalogue) {
			out.println(experiment.name());
			out.println("  " + experiment.purpose());
		}
	}

	private int run(List<Experiment> chosen, Speed speed, PrintWriter out) {
		StopRequest.watch();
		ExperimentRunner runner = new ExperimentRunner(out, Terminal.ansi(), this.seed, this.journals);
		List<Findings> findings = new ArrayList<>();
		String title = ALL.equals(this.name) ? "experiments" : chosen.getFirst().name();
		Path report = this.folder;
		for (Experiment experiment : chosen) {
			findings.add(runner.run(experiment));
			report = new Report(title, commandLine(), speed, findings).write(this.folder);
		}
		out.println("The report is in " + report);
		return findings.stream().allMatch(Findings::haveHeld) ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
	}

	private String commandLine() {
		return "java -jar lab/target/lab.jar experiment " + this.name + " --speed " + Report.number(this.factor)
				+ " --seed " + this.seed + (this.scenes.isEmpty() ? "" : " --scenes '" + this.scenes + "'")
				+ ((this.kills != Catalogue.USUAL_KILLS) ? " --kills " + this.kills : "")
				+ (this.secured ? " --secured" : "");
	}

}
