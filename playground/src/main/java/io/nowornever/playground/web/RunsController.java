package io.nowornever.playground.web;

import java.util.HashMap;
import java.util.Map;

import io.nowornever.playground.nats.PlaygroundServer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/runs {"messages":20000,…}} starts a run, {@code DELETE
 * /api/runs/current} stops it. The settings are those of the command {@code simulate}.
 */
@RestController
@ConditionalOnBean(PlaygroundServer.class)
class RunsController {

	private final Runs runs;

	RunsController(Runs runs) {
		this.runs = runs;
	}

	@PostMapping(path = "/api/runs", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	Map<String, Integer> start(@RequestBody Map<String, @Nullable String> settings) throws InterruptedException {
		Map<String, String> texts = new HashMap<>();
		settings.forEach((name, text) -> texts.put(name, (text != null) ? text : ""));
		return Map.of("run", this.runs.start(texts));
	}

	@DeleteMapping("/api/runs/current")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void stop() {
		this.runs.stop();
	}

}
