/**
 * The answering side, where an application has one.
 */
@NullMarked
package io.nowornever.starter.respond;

import org.jspecify.annotations.NullMarked;
