package io.nowornever.benchmark.requests;

/**
 * Who asks and answers.
 */
public enum Side {

	/**
	 * The client library as anybody would use it: a body of 128 bytes and two headers,
	 * both made once, and the body sent back.
	 */
	BARE("bare"),

	/**
	 * The client library with as many headers and bytes as the product's, made once.
	 */
	ALIKE("bare, product's bytes"),

	/**
	 * The product.
	 */
	PRODUCT("product"),

	/**
	 * The product with {@code producer.balance=group}.
	 */
	GROUPED("product, group"),

	/**
	 * The product with {@code consumer.overload=none}.
	 */
	UNGATED("product, no gate"),

	/**
	 * The product whose services write journals, of at most 64 MB each.
	 */
	JOURNALLED("product, journals"),

	/**
	 * The product with {@code delivery=durable}.
	 */
	DURABLE("product, durable"),

	/**
	 * The same with {@code durable.confirm=false}.
	 */
	UNCONFIRMED("durable, unconfirmed"),

	/**
	 * The library as an application uses it, with bytes that a method with
	 * {@code @Responder} sends back.
	 */
	BYTES("library, bytes"),

	/**
	 * The library with objects: one becomes JSON on its way to the method, and so does
	 * what that returns.
	 */
	TYPED("library, JSON");

	private final String label;

	Side(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

}
