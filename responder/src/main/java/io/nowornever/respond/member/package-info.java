/**
 * Everything between the link and the handler, put together.
 */
@NullMarked
package io.nowornever.respond.member;

import org.jspecify.annotations.NullMarked;
