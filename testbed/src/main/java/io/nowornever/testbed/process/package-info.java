/**
 * Child processes of any program: started, signalled, read and never left behind.
 */
@NullMarked
package io.nowornever.testbed.process;

import org.jspecify.annotations.NullMarked;
