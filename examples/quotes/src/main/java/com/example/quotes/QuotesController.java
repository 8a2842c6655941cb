package com.example.quotes;

import io.nowornever.request.Answer;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /quotes/ACME?currency=EUR}: whatever becomes of the request, the client
 * knows within 800 ms.
 */
@RestController
class QuotesController {

	private final Quotes quotes;

	QuotesController(Quotes quotes) {
		this.quotes = quotes;
	}

	@GetMapping("/quotes/{symbol}")
	ResponseEntity<?> quote(@PathVariable String symbol, @RequestParam(defaultValue = "USD") String currency) {
		return switch (this.quotes.quote(new QuoteQuery(symbol, currency))) {
			case Answer.Answered<Quote>(Quote quote, _) -> ResponseEntity.ok(quote);
			case Answer.Failed<Quote>(int code, String text) -> problem(code, text);
			case Answer.TimedOut<Quote> _ -> problem(504, "No answer within 800 ms");
			case Answer<Quote> other -> problem(503, other.description());
		};
	}

	private static ResponseEntity<ProblemDetail> problem(int code, String text) {
		return ResponseEntity.of(ProblemDetail.forStatusAndDetail(HttpStatus.valueOf(code), text)).build();
	}

}
