package io.nowornever.lab.page;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.nowornever.lab.control.NotAllowedException;
import io.nowornever.lab.experiment.run.Play;
import org.jspecify.annotations.Nullable;

/**
 * How fast an experiment is to be played.
 *
 * @param speed how much faster than the original, 1 to 10; 1 if it is missing
 */
record SpeedBody(@Nullable Double speed) {

	private static final double FASTEST = 10;

	Play of(String name) {
		double factor = Objects.requireNonNullElse(this.speed, 1.0);
		if (!(factor >= 1 && factor <= FASTEST)) {
			throw new NotAllowedException("speed " + factor + " is not allowed: 1 to " + (int) FASTEST);
		}
		List<Play> all = Play.all(factor);
		return all.stream()
			.filter((play) -> play.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new NotAllowedException("There is no experiment " + name + ": choose "
					+ all.stream().map(Play::name).collect(Collectors.joining(", "))));
	}

}
