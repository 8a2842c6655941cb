package io.nowornever.testbed.service;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start an application.
 *
 * @param flags the JVM's flags
 * @param jar the jar to run
 */
record Launch(List<String> flags, Path jar) {

	/**
	 * The command that starts the application.
	 * @param temporary where it keeps temporary files, which stay if it is killed
	 * @param more further flags of the JVM, which overrule the usual ones
	 * @param arguments its arguments
	 */
	List<String> command(Path temporary, List<String> more, List<String> arguments) {
		List<String> all = new ArrayList<>(this.flags);
		all.addAll(more);
		all.add("-Djava.io.tmpdir=" + temporary);
		return Java.command(all, this.jar, arguments);
	}

}
