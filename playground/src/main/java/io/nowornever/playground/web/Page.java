package io.nowornever.playground.web;

import java.util.List;
import java.util.Objects;

import io.nowornever.playground.nats.PlaygroundServer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * The page, served until it is closed.
 */
public final class Page implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private Page(ConfigurableApplicationContext context) {
		this.context = context;
	}

	/**
	 * Serves the page as it is without other modules.
	 * @param server as below
	 * @param settings as below
	 * @return the page, once it answers
	 * @throws PageException as below
	 */
	static Page open(PlaygroundServer server, List<String> settings) {
		return open(server, new Feed(), settings, MorePage.NONE);
	}

	/**
	 * Serves the page.
	 * @param server the nats-server for benchmark and lessons, which need not answer yet
	 * and stays open, or {@code null} for a page without benchmark and lessons
	 * @param feed what it shows; it ends with the page
	 * @param settings settings of Spring Boot such as {@code --server.port=8090}
	 * @param more what else it serves, which the caller closes
	 * @return the page, once it answers
	 * @throws PageException if the port is taken or the address is none of this machine
	 */
	public static Page open(@Nullable PlaygroundServer server, Feed feed, List<String> settings, MorePage more) {
		SpringApplication application = new SpringApplication(PageApplication.class);
		application.setRegisterShutdownHook(false);
		application.addInitializers((started) -> {
			GenericApplicationContext context = (GenericApplicationContext) started;
			if (server != null) {
				context.registerBean(PlaygroundServer.class, () -> server,
						(definition) -> definition.setDestroyMethodName(""));
			}
			context.registerBean(Feed.class, () -> feed);
			more.addTo(context);
		});
		try {
			return new Page(run(application, settings));
		}
		catch (RuntimeException ex) {
			throw new PageException(reason(ex), ex);
		}
	}

	/**
	 * One at a time: Boot sets up the logging of the whole JVM, which bears no second one
	 * that does the same.
	 */
	private static synchronized ConfigurableApplicationContext run(SpringApplication application,
			List<String> settings) {
		return application.run(settings.toArray(String[]::new));
	}

	/**
	 * Where the page is.
	 * @return {@code http://HOST:PORT}
	 */
	public String url() {
		String host = this.context.getEnvironment().getProperty("server.address", "localhost");
		boolean mustBeBracketed = host.contains(":") && !host.startsWith("[");
		return "http://" + (mustBeBracketed ? "[" + host + "]" : host) + ":" + port();
	}

	/**
	 * Ends the page and its streams.
	 */
	@Override
	public void close() {
		this.context.close();
	}

	private String port() {
		return Objects.requireNonNull(this.context.getEnvironment().getProperty("local.server.port"));
	}

	private static String reason(RuntimeException problem) {
		for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
			if (cause instanceof PortInUseException taken) {
				return "Port " + taken.getPort() + " is taken: name another with --server.port, 0 for any that is free";
			}
		}
		return "The page cannot be served: " + problem.getMessage();
	}

}
