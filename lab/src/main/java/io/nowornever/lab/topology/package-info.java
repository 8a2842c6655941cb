/**
 * A broker and services as processes: started, signalled, measured from outside, ended.
 */
@NullMarked
package io.nowornever.lab.topology;

import org.jspecify.annotations.NullMarked;
