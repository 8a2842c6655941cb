/**
 * The original's experiments as commands: what is expected is said beforehand, real
 * processes do it, their journals tell what became of each request.
 */
@NullMarked
package io.nowornever.lab.experiment;

import org.jspecify.annotations.NullMarked;
