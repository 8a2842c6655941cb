/**
 * Who may do what in the Compose stack, tried with its own files.
 */
@NullMarked
package io.nowornever.lab.security;

import org.jspecify.annotations.NullMarked;
