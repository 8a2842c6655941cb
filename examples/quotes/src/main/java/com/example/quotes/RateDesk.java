package com.example.quotes;

import java.math.BigDecimal;
import java.util.Map;

import io.nowornever.respond.RespondException;
import io.nowornever.respond.Responder;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Answers on {@code rates}: what a dollar is worth. Takes as long as the settings say.
 */
@Component
class RateDesk {

	private static final Map<String, BigDecimal> RATES = Map.of("USD", BigDecimal.ONE, "EUR", new BigDecimal("0.86"));

	private final long workMillis;

	RateDesk(@Value("${rates.work-millis:20}") long workMillis) {
		this.workMillis = workMillis;
	}

	@Responder(subject = "rates", group = "pricing", workers = 8)
	BigDecimal rate(String currency) throws InterruptedException {
		BigDecimal rate = RATES.get(currency);
		if (rate == null) {
			throw new RespondException(404, "no such currency: " + currency);
		}
		Thread.sleep(this.workMillis);
		return rate;
	}

}
