/**
 * The experiments in which something breaks: a service, the broker, the network, a
 * region.
 */
@NullMarked
package io.nowornever.lab.experiment.fault;

import org.jspecify.annotations.NullMarked;
