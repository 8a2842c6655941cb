package io.nowornever.request;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The whole budget of the requests that a method of a {@link RequestExchange} makes,
 * retries included; on the interface, of all methods that say nothing else. Without it
 * the requester's usual budget counts.
 */
@Documented
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
public @interface Within {

	/**
	 * The budget.
	 * @return a millisecond to a day, as {@code 800ms}, {@code 2s}, {@code 1m}, or in the
	 * form of ISO 8601, as {@code PT0.8S}
	 */
	String value();

}
