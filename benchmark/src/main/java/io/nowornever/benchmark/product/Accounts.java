package io.nowornever.benchmark.product;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Accounts of one broker, so that what is measured in turns gets nothing that another
 * sends.
 *
 * @param names one for each; whoever does not say who he is belongs to none of them
 */
public record Accounts(List<String> names) {

	/**
	 * Makes the names unmodifiable.
	 */
	public Accounts {
		names = List.copyOf(names);
	}

	/**
	 * What makes a broker know them. Each of them may have streams.
	 * @return lines of nats-server's configuration
	 */
	public String configuration() {
		return this.names.stream()
			.map((name) -> "\t" + name + " { jetstream: enabled, users: [ { user: " + name + ", password: " + name
					+ " } ] }\n")
			.collect(Collectors.joining("",
					"accounts {\n\tEVERYBODY { users: [ { user: everybody, password: everybody } ] }\n",
					"}\nno_auth_user: everybody\n"));
	}

	/**
	 * What lets a service into one of them.
	 * @param name which
	 * @return settings in the form {@code --key=value}
	 * @throws IllegalArgumentException if there is none of that name
	 */
	public List<String> login(String name) {
		if (!this.names.contains(name)) {
			throw new IllegalArgumentException("No account " + name + " among " + this.names);
		}
		return List.of("--nats.user=" + name, "--nats.password=" + name);
	}

}
