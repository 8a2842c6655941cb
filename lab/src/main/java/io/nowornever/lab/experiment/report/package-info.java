/**
 * The report of experiments: Markdown with charts, and JSON for programs.
 */
@NullMarked
package io.nowornever.lab.experiment.report;

import org.jspecify.annotations.NullMarked;
