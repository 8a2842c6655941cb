/**
 * The asking side, where an application has one.
 */
@NullMarked
package io.nowornever.starter.request;

import org.jspecify.annotations.NullMarked;
