package com.example.quotes;

import io.nowornever.request.Answer;
import io.nowornever.request.RequestExchange;
import io.nowornever.request.Within;

/**
 * Asks for quotes, wherever they are answered.
 */
@RequestExchange("quotes")
public interface Quotes {

	@Within("800ms")
	Answer<Quote> quote(QuoteQuery query);

}
