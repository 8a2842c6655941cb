package io.nowornever.respond;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A method that answers the requests on a subject. It gets the request's body as its
 * parameter ({@code byte[]}, {@code String}, or whatever JSON can be read as) and may
 * also take a {@link Deadline} and, for headers, the
 * {@link io.nowornever.respond.work.Task}; each may be left out. What it returns is the
 * result; nothing is an empty one. A {@link RespondException} tells the requester what is
 * wrong, any other exception is told as 500. A body that cannot be read is answered 400.
 * <p>
 * The method is called on virtual threads, on several at once if there is more than one
 * worker. It may block. When its deadline passes it is interrupted, unless the settings
 * say otherwise.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Responder {

	/**
	 * The subject.
	 * @return one without wildcards
	 */
	String subject();

	/**
	 * The queue group, whose members share the requests: two groups each get every
	 * request, and the first reply wins.
	 * @return its name, or empty for the one in the settings
	 */
	String group() default "";

	/**
	 * The name under which NATS services are found ({@code $SRV}, ADR-32). Requesters
	 * look there for the subject's name, unless they are told of this one
	 * ({@code now-or-never.requester.services}): else they take a responder that has left
	 * its group for nobody. Subjects that share a name are found under it together, so
	 * that one whose responders are gone looks busy as long as another's are there.
	 * @return letters, digits, {@code -} and {@code _}, or empty for the subject with
	 * {@code -} for {@code .}
	 */
	String service() default "";

	/**
	 * How many requests are worked on at once.
	 * @return the number, or 0 for the one in the settings
	 */
	int workers() default 0;

	/**
	 * Whether it takes the subject's durable requests, which a stream keeps until
	 * somebody has done them, instead of those of core NATS. The same request may then be
	 * given to it, or to another, more than once:
	 * {@link io.nowornever.respond.work.Task#taskId()} tells it, and
	 * {@link io.nowornever.respond.work.Task#deliveries()} counts.
	 * @return false unless it is set
	 */
	boolean durable() default false;

}
