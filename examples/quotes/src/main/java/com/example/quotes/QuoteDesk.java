package com.example.quotes;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;

import io.nowornever.request.Answer;
import io.nowornever.request.Requester;
import io.nowornever.respond.RespondException;
import io.nowornever.respond.Responder;

import org.springframework.stereotype.Component;

/**
 * Answers on {@code quotes}, and asks for the rate on the way. That request has what is
 * left of the 800 ms, never more.
 */
@Component
class QuoteDesk {

	private static final Map<String, BigDecimal> DOLLARS = Map.of("ACME", new BigDecimal("12.50"), "INITECH",
			new BigDecimal("3.20"));

	private final Requester requester;

	QuoteDesk(Requester requester) {
		this.requester = requester;
	}

	@Responder(subject = "quotes", group = "pricing", workers = 8)
	Quote quote(QuoteQuery query) {
		BigDecimal dollars = DOLLARS.get(query.symbol());
		if (dollars == null) {
			throw new RespondException(404, "no such symbol: " + query.symbol());
		}
		BigDecimal price = dollars.multiply(rate(query.currency())).setScale(2, RoundingMode.HALF_UP);
		return new Quote(query.symbol(), price, query.currency());
	}

	private BigDecimal rate(String currency) {
		return switch (this.requester.to("rates").ask(currency, BigDecimal.class)) {
			case Answer.Answered<BigDecimal>(BigDecimal rate, _) -> rate;
			case Answer.Failed<BigDecimal>(int code, String text) -> throw new RespondException(code, text);
			case Answer<BigDecimal> other -> throw new RespondException(503, "no rate: " + other.description());
		};
	}

}
