package io.nowornever.benchmark.requests;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.nowornever.benchmark.product.Product;
import io.nowornever.common.time.NanoClock;
import io.nowornever.producer.task.TaskQuestion;
import io.nowornever.request.Destination;
import io.nowornever.request.RequestClient;
import org.jspecify.annotations.Nullable;

/**
 * All sides, connected once for the whole run.
 */
final class Sides implements AutoCloseable {

	private static final long USER_ID = 17;

	private final BarePair bare;

	private final BarePair alike;

	private final @Nullable LibraryPair library;

	private final Map<Side, Requester> requesters = new EnumMap<>(Side.class);

	private Sides(BarePair bare, BarePair alike, @Nullable LibraryPair library) {
		this.bare = bare;
		this.alike = alike;
		this.library = library;
	}

	static Sides connect(String brokerUrl, Map<Side, Product> products, @Nullable LibraryPair library)
			throws IOException, InterruptedException {
		// As long as the product's subject.
		Sides sides = new Sides(BarePair.connect(brokerUrl, Payload.plain("tasks.raw")),
				BarePair.connect(brokerUrl, Payload.contract("tasks.alk")), library);
		sides.requesters.put(Side.BARE, sides.bare);
		sides.requesters.put(Side.ALIKE, sides.alike);
		products.forEach((side, product) -> sides.requesters.put(side, requester(product)));
		if (library != null) {
			sides.requesters.put(Side.BYTES, library.bytes());
			sides.requesters.put(Side.TYPED, library.typed());
		}
		return sides;
	}

	static Requester requester(Product product) {
		RequestClient client = product.client();
		Destination tasks = product.tasks();
		NanoClock clock = product.clock();
		TaskQuestion question = new TaskQuestion(USER_ID);
		return (lane) -> client.ask(tasks, question, clock.nanoTime(), lane);
	}

	Requester of(Side side) {
		return Objects.requireNonNull(this.requesters.get(side));
	}

	@Override
	public void close() {
		this.bare.close();
		this.alike.close();
		if (this.library != null) {
			this.library.close();
		}
	}

}
