package com.example.quotes;

import java.math.BigDecimal;

/**
 * What is answered on {@code quotes}.
 */
public record Quote(String symbol, BigDecimal price, String currency) {
}
