package io.nowornever.lab.page;

import java.util.List;
import java.util.Map;

import io.nowornever.lab.control.ControlRoom;
import io.nowornever.lab.control.Hands.Deed;
import io.nowornever.lab.experiment.run.Play;
import io.nowornever.lab.ledger.Account;
import io.nowornever.testbed.command.Json;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/room}: starts and ends who is there, breaks them, and tells what became of
 * single requests; the rest is in the feed.
 */
@RestController
@RequestMapping(path = "/api/room", produces = MediaType.APPLICATION_JSON_VALUE)
class RoomController {

	private final ControlRoom room;

	RoomController(ControlRoom room) {
		this.room = room;
	}

	@PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	void start(@RequestBody ArrangementBody wanted) {
		this.room.start(wanted.arrangement());
	}

	@DeleteMapping
	@ResponseStatus(HttpStatus.ACCEPTED)
	void end() {
		this.room.end();
	}

	@PostMapping(path = "/policy", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	void policy(@RequestBody PolicyBody wanted) {
		this.room.hands().change(wanted.policy());
	}

	@PostMapping(path = "/parties", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.CREATED)
	Map<String, String> add(@RequestBody PartyBody wanted) {
		return Map.of("name", this.room.hands().add(wanted.spec()));
	}

	@PostMapping(path = "/parties/{name}/settings", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	void change(@PathVariable String name, @RequestBody PartyBody wanted) {
		this.room.hands().change(name, wanted.spec());
	}

	@PostMapping(path = "/parties/{name}/network", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void change(@PathVariable String name, @RequestBody LinkBody wanted) {
		this.room.hands().change(name, wanted.conditions());
	}

	@PostMapping(path = "/parties/{name}/network/reset", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void reset(@PathVariable String name) {
		this.room.hands().reset(name);
	}

	@PostMapping(path = "/parties/{name}/{deed}", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void act(@PathVariable String name, @PathVariable String deed) {
		this.room.hands().act(name, Words.constant(Deed.class, "deed", deed));
	}

	@GetMapping("/unanswered")
	String unanswered() {
		return this.room.unanswered();
	}

	@GetMapping("/requests/{task}")
	String way(@PathVariable String task) {
		return found(this.room.way(task), "No such request: those answered are forgotten after some seconds");
	}

	@GetMapping("/experiments")
	String experiments() {
		return Json.write(Play.all(1).stream().map(PlayView::of).toList());
	}

	@PostMapping(path = "/experiments/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
	@ResponseStatus(HttpStatus.ACCEPTED)
	void play(@PathVariable String name, @RequestBody SpeedBody wanted) {
		this.room.play(wanted.of(name));
	}

	@DeleteMapping("/experiments/current")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	void stopPlaying() {
		this.room.stopPlaying();
	}

	@GetMapping("/account")
	String account() {
		Account account = this.room.account();
		return found((account != null) ? Json.write(account) : null, "Nobody has asked anything yet");
	}

	private static String found(@Nullable String json, String otherwise) {
		if (json == null) {
			throw new ErrorResponseException(HttpStatus.NOT_FOUND,
					ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, otherwise), null);
		}
		return json;
	}

	/**
	 * An experiment in the list.
	 *
	 * @param name what it is called
	 * @param purpose what is done, and why
	 * @param expectations what is expected of it
	 */
	record PlayView(String name, String purpose, List<String> expectations) {

		static PlayView of(Play play) {
			return new PlayView(play.name(), play.purpose(), play.expectations());
		}

	}

}
