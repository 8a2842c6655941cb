package io.nowornever.lab.experiment;

/**
 * Whether an expectation held.
 *
 * @param statement what was expected
 * @param held whether it held
 * @param seen the figures that decided it
 */
public record Verdict(String statement, boolean held, String seen) {
}
