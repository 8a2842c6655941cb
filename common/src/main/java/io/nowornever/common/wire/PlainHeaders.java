package io.nowornever.common.wire;

import org.jspecify.annotations.Nullable;

/**
 * Whether headers must be the client library's own, since somebody else in this JVM reads
 * and adds to them: the OpenTelemetry Java agent, which puts itself into the library's
 * methods and knows nothing of a {@link HeaderBlock} or of {@link LiftedHeaders}. Where
 * it runs, headers cost what the library takes for them.
 */
public final class PlainHeaders {

	/**
	 * The system property that says so where it is not seen, {@code true} or
	 * {@code false}.
	 */
	public static final String PROPERTY = "now-or-never.plain-headers";

	/** Part of the agent in all its editions; its jar is on the system's class path. */
	private static final String AGENT = "io.opentelemetry.javaagent.bootstrap.AgentInitializer";

	private static final boolean NEEDED = isNeeded(System.getProperty(PROPERTY));

	private PlainHeaders() {
	}

	/**
	 * Whether headers must be the client library's own.
	 * @return the same for as long as the JVM runs
	 */
	public static boolean areNeeded() {
		return NEEDED;
	}

	private static boolean isNeeded(@Nullable String stated) {
		return (stated != null) ? Boolean.parseBoolean(stated) : isAgentHere();
	}

	private static boolean isAgentHere() {
		try {
			Class.forName(AGENT, false, ClassLoader.getSystemClassLoader());
			return true;
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return false;
		}
	}

}
