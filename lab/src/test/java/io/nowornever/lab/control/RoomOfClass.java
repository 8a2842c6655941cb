package io.nowornever.lab.control;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

import com.microsoft.playwright.options.ColorScheme;
import io.nowornever.lab.LabProcess;
import io.nowornever.testbed.browser.Chromium;
import io.nowornever.testbed.browser.Tab;
import io.nowornever.testbed.process.TemporaryFolder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One lab and one browser for all tests of a class, to be registered as a static field.
 * Each test finds the page open, and in the room nobody or what the class wants all its
 * tests to look at. It is handed the page as a {@link Tab}, and what is on it as
 * {@link RoomBoxes}, if it has such parameters. It must leave no complaint in the
 * browser.
 */
final class RoomOfClass
		implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {

	static final int WIDE = 1600;

	private final @Nullable Consumer<RoomBoxes> scene;

	private @Nullable Chromium chromium;

	private @Nullable TemporaryFolder folder;

	private @Nullable LabProcess lab;

	private String page = "";

	private @Nullable Tab tab;

	private RoomOfClass(@Nullable Consumer<RoomBoxes> scene) {
		this.scene = scene;
	}

	/**
	 * Where each test starts what it needs, which the next one ends.
	 */
	static RoomOfClass empty() {
		return new RoomOfClass(null);
	}

	/**
	 * Where all tests look at what came of one scene.
	 * @param scene starts processes and does something to them, once
	 */
	static RoomOfClass after(Consumer<RoomBoxes> scene) {
		return new RoomOfClass(scene);
	}

	/**
	 * The page once more, in a window of its own, to be closed.
	 */
	Tab open(int width, ColorScheme colors) {
		return open(this.page + "/room.html", width, colors);
	}

	/**
	 * Another page in a window of its own, to be closed.
	 */
	Tab open(String url, int width, ColorScheme colors) {
		return Objects.requireNonNull(this.chromium, "no test has begun").open(url, width, colors);
	}

	/**
	 * Where the lab keeps what it needs, and tests what they are given.
	 */
	Path folder() {
		return Objects.requireNonNull(this.folder, "no test has begun").path();
	}

	@Override
	public void beforeAll(ExtensionContext context) throws Exception {
		this.chromium = Chromium.start();
		this.folder = TemporaryFolder.create("now-or-never-room-");
		this.lab = LabProcess.start(folder(), "--server.port=0");
		this.page = this.lab.page().toString();
		if (this.scene != null) {
			begin();
			this.scene.accept(boxes());
			end();
		}
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		begin();
		if (this.scene == null) {
			boxes().end();
		}
	}

	@Override
	public void afterEach(ExtensionContext context) {
		end();
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == Tab.class || type == RoomBoxes.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return (parameter.getParameter().getType() == Tab.class) ? tab() : boxes();
	}

	private Tab tab() {
		return Objects.requireNonNull(this.tab, "no test has begun");
	}

	private RoomBoxes boxes() {
		return new RoomBoxes(tab());
	}

	private void begin() {
		this.tab = open(WIDE, ColorScheme.LIGHT);
	}

	private void end() {
		try (Tab closed = tab()) {
			assertThat(closed.complaints()).isEmpty();
			assertThat(closed.requested()).allMatch(
					(address) -> address.startsWith(this.page + "/") || address.startsWith("blob:" + this.page + "/"));
		}
	}

	@Override
	public void afterAll(ExtensionContext context) throws Exception {
		if (this.chromium != null) {
			this.chromium.close();
		}
		if (this.lab != null) {
			this.lab.interrupt();
			this.lab.close();
		}
		if (this.folder != null) {
			this.folder.close();
		}
	}

}
