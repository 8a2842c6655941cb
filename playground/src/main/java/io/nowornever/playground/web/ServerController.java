package io.nowornever.playground.web;

import io.nowornever.playground.nats.PlaygroundServer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/server/look}: looks again whether NATS answers; the feed tells.
 */
@RestController
@ConditionalOnBean(PlaygroundServer.class)
class ServerController {

	private final ServerWatch watch;

	ServerController(ServerWatch watch) {
		this.watch = watch;
	}

	@PostMapping(path = "/api/server/look", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void look() throws InterruptedException {
		this.watch.lookAgain();
	}

}
