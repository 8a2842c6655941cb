package io.nowornever.starter.balance;

import java.util.List;
import java.util.Locale;

/**
 * What was seen.
 *
 * @param asked requests of the steady time
 * @param took how long each answered one took, in order
 * @param sent messages for them all
 * @param silent how many got neither an answer nor a refusal in time
 * @param advertsPerSecond of each responder
 * @param seconds how long the steady time was
 */
record Figures(int asked, List<Long> took, long sent, long silent, double advertsPerSecond, double seconds) {

	double answeredShare() {
		return (double) this.took.size() / this.asked;
	}

	double answeredPerSecond() {
		return this.took.size() / this.seconds;
	}

	double quantileSeconds(double share) {
		return this.took.get((int) (this.took.size() * share)) / 1e9;
	}

	double messagesPerRequest() {
		return (double) this.sent / this.asked;
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT,
				"answered %.2f %%, p50 %.3f s, p95 %.3f s, messages %.2f, silent %d, adverts %.1f/s",
				100 * answeredShare(), quantileSeconds(0.5), quantileSeconds(0.95), messagesPerRequest(), this.silent,
				this.advertsPerSecond);
	}

}
