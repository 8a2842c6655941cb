package io.nowornever.testbed.chart;

/**
 * The colours of all that is not data.
 */
final class Ink {

	static final String PAPER = "#ffffff";

	static final String TEXT = "#1f2328";

	static final String QUIET_TEXT = "#59636e";

	static final String AXIS = "#818b98";

	static final String GRID = "#e3e6ea";

	static final String SPAN = "#eef0f3";

	private Ink() {
	}

}
