/**
 * The experiments with more or less load than consumers can bear: every {@link Remedy} at
 * several loads, and what is given up first when producers choose who answers.
 */
@NullMarked
package io.nowornever.lab.experiment.tournament;

import org.jspecify.annotations.NullMarked;
