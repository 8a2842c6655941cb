/**
 * Real processes on this machine, for tests, experiments and measurements.
 */
@NullMarked
package io.nowornever.testbed;

import org.jspecify.annotations.NullMarked;
