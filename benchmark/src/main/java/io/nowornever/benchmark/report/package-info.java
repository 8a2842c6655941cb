/**
 * What is measured, as text for people.
 */
@NullMarked
package io.nowornever.benchmark.report;

import org.jspecify.annotations.NullMarked;
