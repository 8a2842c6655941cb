package io.nowornever.playground.web;

import org.springframework.context.support.GenericApplicationContext;

/**
 * What another module adds to the page. Its static files lie where the page's do, in
 * {@code static} on the class path.
 */
public interface MorePage extends AutoCloseable {

	/**
	 * Adds nothing.
	 */
	MorePage NONE = new MorePage() {

		@Override
		public void addTo(GenericApplicationContext context) {
		}

		@Override
		public void close() {
		}

	};

	/**
	 * Registers the beans that serve it.
	 * @param context the page's, not started yet
	 */
	void addTo(GenericApplicationContext context);

	/**
	 * Ends what it shows.
	 */
	@Override
	void close();

}
