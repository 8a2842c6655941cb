/**
 * Starts the services as the processes that users run, and shows what happens.
 */
@NullMarked
package io.nowornever.lab;

import org.jspecify.annotations.NullMarked;
