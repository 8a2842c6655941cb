/**
 * JetStream step by step: lessons that run against a server, show each call and its
 * result, check what they claim and clean up behind themselves.
 */
@NullMarked
package io.nowornever.playground.lesson;

import org.jspecify.annotations.NullMarked;
