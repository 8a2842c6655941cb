package io.nowornever.lab.topology;

import java.nio.file.Path;

/**
 * The services that can be started.
 */
enum ServiceKind {

	PRODUCER("producer-service"),

	CONSUMER("consumer-service");

	private final String module;

	ServiceKind(String module) {
		this.module = module;
	}

	/**
	 * The executable jar.
	 * @param root the folder of the whole project
	 * @return where the build puts it
	 */
	Path jarIn(Path root) {
		return root.resolve(this.module).resolve("target").resolve(this.module + ".jar");
	}

	@Override
	public String toString() {
		return this.module;
	}

}
