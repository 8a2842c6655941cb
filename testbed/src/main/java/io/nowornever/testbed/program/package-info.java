/**
 * Programs that are needed and may have to be fetched.
 */
@NullMarked
package io.nowornever.testbed.program;

import org.jspecify.annotations.NullMarked;
