/**
 * Experiments: what is expected of scenes is said beforehand, and judged by what was
 * seen.
 *
 * <p>
 * An {@link Experiment} has scenarios and expectations. Of the runs of its scenarios each
 * {@link Expectation} that can be judged gives a {@link Verdict}.
 */
@NullMarked
package io.nowornever.lab.experiment;

import org.jspecify.annotations.NullMarked;
