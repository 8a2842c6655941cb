package io.nowornever.starter.shop;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import io.nowornever.request.Answer;
import io.nowornever.request.RequestExchange;
import io.nowornever.request.Requester;
import io.nowornever.request.Within;
import io.nowornever.respond.Deadline;
import io.nowornever.respond.RespondException;
import io.nowornever.respond.Responder;
import io.nowornever.respond.work.Task;

/**
 * Answers on several subjects, asks on others, and remembers what tests want to know.
 */
class Shop {

	final BlockingQueue<String> news = new LinkedBlockingQueue<>();

	final BlockingQueue<Duration> nested = new LinkedBlockingQueue<>();

	final BlockingQueue<Long> innerBudgetMillis = new LinkedBlockingQueue<>();

	final CountDownLatch end = new CountDownLatch(1);

	private final Requester requester;

	Shop(Requester requester) {
		this.requester = requester;
	}

	@Responder(subject = "shop.quotes", group = "pricing", workers = 4)
	Quote quote(Query query) throws IOException {
		return switch (query.symbol()) {
			case "NONE" -> throw new RespondException(404, "no such symbol");
			case "BROKEN" -> throw new IOException("the password is 1234");
			default -> new Quote(query.symbol(), 17.5);
		};
	}

	@Responder(subject = "shop.quotes.all")
	List<Quote> all() {
		return List.of(new Quote("ACME", 17.5), new Quote("ÜBER", 1));
	}

	@Responder(subject = "shop.text")
	String text(String text) {
		return text + "!";
	}

	@Responder(subject = "shop.bytes")
	byte[] bytes(byte[] bytes) {
		byte[] more = bytes.clone();
		more[0]++;
		return more;
	}

	@Responder(subject = "shop.news")
	void news(String text) {
		this.news.add(text);
	}

	@Responder(subject = "shop.headers")
	String headers(String name, Task task) {
		return Objects.requireNonNullElse(task.header(name), "none");
	}

	@Responder(subject = "shop.deadline")
	boolean isDeadlineOfThisRequest(Deadline deadline) {
		Duration left = deadline.remaining();
		return !deadline.isOver() && !deadline.isNone() && left.compareTo(Duration.ofSeconds(25)) <= 0
				&& Deadline.current().remaining().compareTo(left) <= 0;
	}

	@Responder(subject = "shop.counted")
	void counted() {
		// nothing to tell
	}

	@Responder(subject = "shop.stuck")
	void stuck() throws InterruptedException {
		this.end.await();
	}

	@Responder(subject = "shop.busy")
	void busy() throws InterruptedException {
		this.end.await();
	}

	/**
	 * Asks for longer than it is asked for itself.
	 */
	@Responder(subject = "shop.outer")
	void outer() throws InterruptedException {
		long begin = System.nanoTime();
		try {
			this.requester.to("shop.inner").within(Duration.ofSeconds(10)).ask("how long?", Void.class);
		}
		finally {
			this.nested.add(Duration.ofNanos(System.nanoTime() - begin));
		}
		this.end.await();
	}

	@Responder(subject = "shop.inner")
	void inner(Task task) throws InterruptedException {
		this.innerBudgetMillis.add(Long.valueOf(Objects.requireNonNull(task.header("Timeout-Ms"))));
		this.end.await();
	}

	record Query(String symbol) {
	}

	record Quote(String symbol, double price) {
	}

	@RequestExchange("shop.quotes")
	interface Quotes {

		Quote quote(Query query);

		Answer<Quote> quoteOrNot(Query query);

		CompletableFuture<Answer<Quote>> quoteLater(Query query);

		default double price(String symbol) {
			return quote(new Query(symbol)).price();
		}

	}

	@RequestExchange("shop.quotes.all")
	interface AllQuotes {

		List<Quote> all();

		Answer<List<Quote>> allOrNot();

	}

	@RequestExchange("shop.news")
	interface News {

		void tell(String text);

	}

	@RequestExchange("shop.headers")
	@Within("25s")
	interface Headers {

		String ofInterface(String name);

		@Within("PT20S")
		String ofMethod(String name);

	}

}
