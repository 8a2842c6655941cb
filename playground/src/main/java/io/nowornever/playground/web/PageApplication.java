package io.nowornever.playground.web;

import io.nowornever.playground.nats.PlaygroundServer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/**
 * Wires the page. The nats-server and the feed come from outside, since they outlive the
 * page.
 */
@SpringBootApplication(proxyBeanMethods = false)
class PageApplication {

	@Bean
	@ConditionalOnBean(PlaygroundServer.class)
	Runs runs(PlaygroundServer server, Feed feed) {
		return new Runs(server, feed);
	}

	@Bean
	@ConditionalOnBean(PlaygroundServer.class)
	LessonRuns lessonRuns(PlaygroundServer server, Runs benchmark, Feed feed, JsonMapper json) {
		return new LessonRuns(server, benchmark, feed, json);
	}

	@Bean
	@ConditionalOnBean(PlaygroundServer.class)
	ServerWatch serverWatch(PlaygroundServer server, Feed feed, JsonMapper json) {
		return new ServerWatch(server, feed, json);
	}

	@Bean
	BrowserRules browserRules() {
		return new BrowserRules();
	}

	@Bean
	PageToken pageToken() {
		return PageToken.random();
	}

	@Bean
	OwnPageOnly ownPageOnly(@Value("${server.address}") String listening, PageToken token, JsonMapper json) {
		return new OwnPageOnly(AllowedHosts.of(listening), token, json);
	}

}
