package io.nowornever.testbed.program;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A way to bring a program onto this machine.
 */
interface Fetch {

	/**
	 * What it fetches, for messages.
	 */
	String source();

	/**
	 * Fetches the executable.
	 * @param folder an empty folder to work in, removed afterwards
	 * @return the executable, within the folder
	 * @throws IOException if it cannot be had or cannot be trusted
	 */
	Path fetchInto(Path folder) throws IOException;

}
