package com.example.quotes;

/**
 * What is asked on {@code quotes}.
 */
public record QuoteQuery(String symbol, String currency) {
}
