/**
 * The control room: a few producers and consumers as processes, the hands that break
 * them, and a running account of what becomes of each request. {@code Observation} and
 * what it is made of only read journals; {@code Stage} has the processes;
 * {@code ControlRoom} puts both together for a page or a terminal.
 */
@NullMarked
package io.nowornever.lab.control;

import org.jspecify.annotations.NullMarked;
