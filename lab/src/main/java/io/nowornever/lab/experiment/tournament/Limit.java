package io.nowornever.lab.experiment.tournament;

import java.util.Comparator;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

import io.nowornever.lab.scene.Figures;

/**
 * A limit that a figure of every entry of a tournament has to keep.
 *
 * @param figure the figure
 * @param limit its limit, which is allowed itself
 * @param isLeast whether that is the least that is allowed, rather than the most
 * @param text writes the figure, its unit included
 */
record Limit(ToDoubleFunction<Figures> figure, double limit, boolean isLeast, DoubleFunction<String> text) {

	static Limit least(ToDoubleFunction<Figures> figure, double least, DoubleFunction<String> text) {
		return new Limit(figure, least, true, text);
	}

	static Limit most(ToDoubleFunction<Figures> figure, double most, DoubleFunction<String> text) {
		return new Limit(figure, most, false, text);
	}

	Comparator<Figures> worstFirst() {
		Comparator<Figures> smallestFirst = Comparator.comparingDouble(this.figure);
		return this.isLeast ? smallestFirst : smallestFirst.reversed();
	}

	boolean allows(Figures figures) {
		double value = this.figure.applyAsDouble(figures);
		return this.isLeast ? value >= this.limit : value <= this.limit;
	}

	String text(Figures figures) {
		return this.text.apply(this.figure.applyAsDouble(figures));
	}

}
