package io.nowornever.lab.page;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * {@code GET /}: the control room is the page's front.
 */
@Controller
class FrontController {

	@GetMapping("/")
	String front() {
		return "forward:/room.html";
	}

}
