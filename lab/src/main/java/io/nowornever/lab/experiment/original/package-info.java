/**
 * The original's experiments, except what became the tournament and the faults.
 */
@NullMarked
package io.nowornever.lab.experiment.original;

import org.jspecify.annotations.NullMarked;
