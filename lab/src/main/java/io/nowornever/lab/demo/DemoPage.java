package io.nowornever.lab.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

import io.nowornever.lab.control.ControlRoom;
import io.nowornever.lab.page.RoomPage;
import io.nowornever.playground.nats.PlaygroundServer;
import io.nowornever.playground.web.Feed;
import io.nowornever.playground.web.Page;
import io.nowornever.playground.web.PageException;
import io.nowornever.testbed.TestbedException;
import io.nowornever.testbed.command.StopRequest;
import org.jspecify.annotations.Nullable;

/**
 * The control room of a demo on a page, which comes up beside the demo and does not hold
 * it up.
 */
final class DemoPage implements AutoCloseable {

	private static final int USUAL_PORT = 8090;

	private final Feed feed = new Feed();

	private final RoomPage roomPage = new RoomPage(this.feed);

	private final PrintWriter out;

	private @Nullable PlaygroundServer server;

	private @Nullable Page page;

	private boolean closed;

	DemoPage(PrintWriter out) {
		this.out = out;
	}

	/**
	 * What the page shows.
	 */
	ControlRoom room() {
		return this.roomPage.room();
	}

	/**
	 * Serves the page, on its usual port or on another if that is taken, and says where.
	 * @param open whether a browser is to be opened
	 */
	void serveBeside(boolean open) {
		Thread.ofPlatform().daemon().name("demo-page").start(() -> {
			try {
				String url = serve();
				if (url != null) {
					this.out.println("  control room  " + url);
					if (open) {
						browse(url);
					}
				}
			}
			catch (TestbedException ex) {
				if (!StopRequest.isReasonOfTrouble() && !isClosed()) {
					this.out.println("  There is no page: " + ex.getMessage());
				}
			}
		});
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.page != null) {
			this.page.close();
		}
		if (this.server != null) {
			this.server.close();
		}
		this.roomPage.close();
	}

	private synchronized @Nullable String serve() {
		if (this.closed) {
			return null;
		}
		PlaygroundServer own = PlaygroundServer.own();
		this.server = own;
		Page served;
		try {
			served = open(own, USUAL_PORT);
		}
		catch (PageException ex) {
			served = open(own, 0);
		}
		this.page = served;
		return served.url();
	}

	private synchronized boolean isClosed() {
		return this.closed;
	}

	private Page open(PlaygroundServer own, int port) {
		return Page.open(own, this.feed, List.of("--server.port=" + port), this.roomPage);
	}

	private void browse(String url) {
		boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
		String opener = mac ? "open" : "xdg-open";
		try {
			new ProcessBuilder(opener, url).redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			this.out.println("  No browser could be opened: there is no " + opener);
		}
	}

}
