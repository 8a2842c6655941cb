/**
 * What crosses the wire: subjects, headers, bodies, and the rules that a request must
 * obey.
 */
@NullMarked
package io.nowornever.common.wire;

import org.jspecify.annotations.NullMarked;
