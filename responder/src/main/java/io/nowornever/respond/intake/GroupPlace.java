package io.nowornever.respond.intake;

/**
 * Where a responder is: in its queue group, or out of it for a reason, or out for none.
 * One that is out for no reason looks well from outside and does nothing.
 */
public enum GroupPlace {

	/**
	 * It is in its group.
	 */
	MEMBER("member"),

	/**
	 * It is out since it holds enough work, and somebody looks when it can come back.
	 */
	FULL("out: holds enough work"),

	/**
	 * It is out since there is no connection.
	 */
	UNLINKED("out: no connection"),

	/**
	 * It cannot take from its stream, since that or its consumer is not there.
	 */
	UNREADY("out: the stream is not ready"),

	/**
	 * It should be in its group.
	 */
	LOST("out for no reason");

	private final String text;

	GroupPlace(String text) {
		this.text = text;
	}

	static GroupPlace of(boolean linked, boolean member, boolean full, boolean kept) {
		if (member) {
			return MEMBER;
		}
		if (!linked) {
			return UNLINKED;
		}
		return (full && kept) ? FULL : LOST;
	}

	static GroupPlace ofStream(boolean linked, boolean ready) {
		if (!linked) {
			return UNLINKED;
		}
		return ready ? MEMBER : UNREADY;
	}

	/**
	 * Whether it is where it should be.
	 * @return false if it cannot work or should
	 */
	public boolean isRight() {
		return this == MEMBER || this == FULL;
	}

	@Override
	public String toString() {
		return this.text;
	}

}
