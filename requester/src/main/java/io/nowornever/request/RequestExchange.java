package io.nowornever.request;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An interface whose methods ask on a subject; {@link RequestExchanges} implements it. A
 * method takes the question or nothing, and what it returns says how the answer is handed
 * over:
 * <ul>
 * <li>the result itself, or {@code void}: waits, and throws {@link NotAnsweredException}
 * where there is none</li>
 * <li>{@link Answer} of it: waits</li>
 * <li>{@link java.util.concurrent.CompletableFuture} of an {@link Answer}: does not
 * wait</li>
 * </ul>
 * Default methods may do whatever they like with the others.
 *
 * @see Within
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface RequestExchange {

	/**
	 * The subject.
	 * @return one without wildcards
	 */
	String value();

	/**
	 * Whether its requests are durable.
	 * @return false unless it is set
	 * @see RequestSpec#durable()
	 */
	boolean durable() default false;

}
