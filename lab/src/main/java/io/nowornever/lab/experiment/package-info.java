/**
 * The original's experiments as commands: what is expected is said beforehand, real
 * processes do it, their journals tell what became of each request.
 *
 * <p>
 * An {@link Experiment} has scenarios and expectations. A {@link Scenario} is who asks,
 * who answers (specs) and what happens (steps); reports call it a scene. The
 * {@link ScenarioRunner} starts its processes and breaks them; what was seen of that is a
 * {@link ScenarioRun}, its timeline included. The {@link ExperimentRunner} repeats
 * disturbed runs and judges the expectations: a {@link Finding} each. An
 * {@link OverloadPolicy} is what a consumer does about overload, a {@link Delivery} how
 * requests travel, and a {@link Remedy} what all do together.
 */
@NullMarked
package io.nowornever.lab.experiment;

import org.jspecify.annotations.NullMarked;
