package io.nowornever.request;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Remembers of the last million requests which were answered, so that one more reply can
 * be told apart: a duplicate if there was an answer before, late if there was none. What
 * is older than that is late in any case.
 */
final class AnsweredMemory {

	private static final VarHandle FLAGS = MethodHandles.arrayElementVarHandle(byte[].class);

	private static final int SIZE = 1 << 20;

	private final byte[] answered = new byte[SIZE];

	void remember(long sequence, boolean wasAnswered) {
		FLAGS.setOpaque(this.answered, slot(sequence), (byte) (wasAnswered ? 1 : 0));
	}

	boolean wasAnswered(long sequence) {
		return (byte) FLAGS.getOpaque(this.answered, slot(sequence)) != 0;
	}

	private static int slot(long sequence) {
		return (int) sequence & (SIZE - 1);
	}

}
