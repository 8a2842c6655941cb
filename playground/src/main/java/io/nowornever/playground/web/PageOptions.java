package io.nowornever.playground.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * Where the page is served, for the command that mixes it in.
 */
public final class PageOptions {

	private static final int HIGHEST_PORT = 65_535;

	@CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
	private CommandLine.Model.@Nullable CommandSpec command;

	@CommandLine.Option(names = "--server.port", paramLabel = "PORT",
			description = "The page's port, 0 for any that is free (8090).")
	private @Nullable Integer port;

	@CommandLine.Option(names = "--server.address", paramLabel = "HOST",
			description = "The address that the page listens on (localhost: nobody else can open it).")
	private @Nullable String address;

	/**
	 * Creates the options, not given.
	 */
	public PageOptions() {
	}

	/**
	 * The options as settings.
	 * @return those that were given
	 * @throws CommandLine.ParameterException if one is not allowed
	 */
	public List<String> settings() {
		List<String> settings = new ArrayList<>();
		if (this.port != null) {
			if (this.port < 0 || this.port > HIGHEST_PORT) {
				throw new CommandLine.ParameterException(Objects.requireNonNull(this.command).commandLine(),
						"--server.port " + this.port + " is not allowed: 0 to " + HIGHEST_PORT);
			}
			settings.add("--server.port=" + this.port);
		}
		if (this.address != null) {
			settings.add("--server.address=" + this.address);
		}
		return settings;
	}

}
