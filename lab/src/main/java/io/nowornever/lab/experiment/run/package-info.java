/**
 * Runs experiments: as a command, which writes a report, or for somebody who watches (a
 * {@link Play}). The catalogue has all that there are.
 */
@NullMarked
package io.nowornever.lab.experiment.run;

import org.jspecify.annotations.NullMarked;
