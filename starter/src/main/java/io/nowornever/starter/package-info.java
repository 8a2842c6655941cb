/**
 * Wires requester and responder in a Spring Boot application.
 */
@NullMarked
package io.nowornever.starter;

import org.jspecify.annotations.NullMarked;
