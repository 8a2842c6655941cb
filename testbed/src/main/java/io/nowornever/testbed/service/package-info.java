/**
 * A broker and services as processes: started, signalled, measured from outside, ended.
 */
@NullMarked
package io.nowornever.testbed.service;

import org.jspecify.annotations.NullMarked;
