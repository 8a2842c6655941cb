/**
 * Scenes: who asks, who answers, and what happens meanwhile, played with real processes.
 *
 * <p>
 * A {@link Scenario} is that (reports and commands call it a scene). The
 * {@link ScenarioRunner} starts its processes and breaks them, and a {@link Spectator} is
 * told. What was seen of it is a {@link ScenarioRun}, its timeline included. An
 * {@link OverloadPolicy} is what a consumer does about overload, a {@link Delivery} how
 * requests travel.
 */
@NullMarked
package io.nowornever.lab.scene;

import org.jspecify.annotations.NullMarked;
