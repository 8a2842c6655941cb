package io.nowornever.playground.nats;

import java.util.Objects;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * The option {@code --nats.servers}, for commands that mix it in.
 */
public final class ServerOption {

	@CommandLine.Spec(CommandLine.Spec.Target.MIXEE)
	private CommandLine.Model.@Nullable CommandSpec command;

	@CommandLine.Option(names = "--nats.servers", paramLabel = "URL",
			description = "Use the nats-server there, nats://[USER:PASSWORD@]HOST:PORT, instead of starting one.")
	private @Nullable String servers;

	/**
	 * Creates the option, not given.
	 */
	public ServerOption() {
	}

	/**
	 * Names the given server, or starts one where none is given.
	 * @return the server, which the caller closes
	 * @throws CommandLine.ParameterException if the given value is no address
	 * @throws io.nowornever.testbed.TestbedException if none can be started
	 */
	public PlaygroundServer open() {
		if (this.servers == null) {
			return PlaygroundServer.own();
		}
		try {
			return PlaygroundServer.given(this.servers);
		}
		catch (IllegalArgumentException ex) {
			throw new CommandLine.ParameterException(Objects.requireNonNull(this.command).commandLine(),
					"--nats.servers: " + ex.getMessage(), ex);
		}
	}

}
