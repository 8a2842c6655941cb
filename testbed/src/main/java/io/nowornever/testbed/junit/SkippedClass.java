package io.nowornever.testbed.junit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * Has each test of a class skipped, with the reason, where a {@code @BeforeAll} method
 * assumes what is not so. Otherwise the class would have no tests at all, and whoever
 * counts skipped ones would miss them. JUnit finds it by itself.
 */
public final class SkippedClass implements LifecycleMethodExecutionExceptionHandler, BeforeEachCallback {

	private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SkippedClass.class);

	/**
	 * Creates the extension.
	 */
	public SkippedClass() {
	}

	@Override
	public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown) throws Throwable {
		if (!(thrown instanceof TestAbortedException)) {
			throw thrown;
		}
		context.getStore(NAMESPACE).put(TestAbortedException.class, thrown);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		@Nullable TestAbortedException reason = context.getStore(NAMESPACE)
			.get(TestAbortedException.class, TestAbortedException.class);
		if (reason != null) {
			throw reason;
		}
	}

}
