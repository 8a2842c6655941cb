package io.nowornever.lab.web;

import io.nowornever.lab.nats.LabServer;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Wires the page. The nats-server comes from outside, since it outlives the page.
 */
@SpringBootApplication(proxyBeanMethods = false)
class PageApplication {

	@Bean
	Feed feed() {
		return new Feed();
	}

	@Bean
	Runs runs(LabServer server, Feed feed) {
		return new Runs(server, feed);
	}

	@Bean
	LessonRuns lessonRuns(LabServer server, Feed feed, JsonMapper json) {
		return new LessonRuns(server, feed, json);
	}

	@Bean
	ServerWatch serverWatch(LabServer server, Feed feed, JsonMapper json) {
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
