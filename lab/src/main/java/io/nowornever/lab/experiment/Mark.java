package io.nowornever.lab.experiment;

/**
 * Something that was made to happen.
 *
 * @param label what
 * @param atMillis when, milliseconds since the epoch
 */
record Mark(String label, long atMillis) {
}
