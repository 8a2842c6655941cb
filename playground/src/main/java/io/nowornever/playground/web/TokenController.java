package io.nowornever.playground.web;

import java.util.Map;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/token}: what a request that changes something must carry.
 */
@RestController
class TokenController {

	private final PageToken token;

	TokenController(PageToken token) {
		this.token = token;
	}

	@GetMapping("/api/token")
	ResponseEntity<Map<String, String>> token() {
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of("token", this.token.text()));
	}

}
