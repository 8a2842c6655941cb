package io.nowornever.lab.control;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.nowornever.lab.ledger.Account;
import io.nowornever.lab.ledger.Cause;
import io.nowornever.lab.ledger.ExtraReplyKind;
import io.nowornever.lab.ledger.Outcome;
import io.nowornever.lab.ledger.Role;
import io.nowornever.testbed.network.LinkConditions;
import org.jspecify.annotations.Nullable;

/**
 * The room at one moment, as it is told to who shows it.
 *
 * @param state what the room as a whole does
 * @param text what goes on or went wrong, or an empty text
 * @param hands whether what is there can be broken from here
 * @param delivery how requests travel, or {@code null} if that is not known
 * @param overload what consumers do about more than they can work on
 * @param balance who decides which consumer gets a request
 * @param timeoutMillis the budget of a request, or {@code null} if that is not known
 * @param now the moment, milliseconds since the epoch
 * @param broker the broker, or {@code null} if there is none
 * @param parties producers and consumers
 * @param account what became of the requests, or {@code null} if there were none
 */
record RoomView(State state, String text, boolean hands, @Nullable String delivery, @Nullable String overload,
		@Nullable String balance, @Nullable Long timeoutMillis, long now, @Nullable BrokerView broker,
		List<PartyView> parties, @Nullable AccountView account) {

	/**
	 * What a room does.
	 */
	enum State {

		EMPTY, STARTING, RUNNING, ENDING, FAILED

	}

	/**
	 * The broker.
	 *
	 * @param name what hands call it
	 * @param state how it is
	 * @param pid its process
	 * @param sinceMillis since when it is in that state
	 * @param address where it is
	 */
	record BrokerView(String name, Party.State state, long pid, long sinceMillis, String address) {
	}

	/**
	 * A producer or consumer.
	 *
	 * @param name what hands call it
	 * @param role its side
	 * @param state how it is
	 * @param pid its process, if that is known
	 * @param sinceMillis since when it is in that state, or when it was heard of last
	 * @param link whether it has a link to the broker, if it tells
	 * @param member whether a consumer is in its queue group, if it tells
	 * @param gate whether a consumer's gate is open, if it tells
	 * @param rate requests a second that it has asked for or was given lately
	 * @param inFlight how many requests a producer waits for
	 * @param waiting how many requests wait at a consumer
	 * @param waitingSeconds how long they will take, if it tells
	 * @param atWork how many it works on
	 * @param answered how many a consumer has answered in time
	 * @param loadRate how many requests a second a producer is to ask, or {@code null}
	 * for random gaps
	 * @param workMinMillis how long a consumer works on a task at the least
	 * @param workMaxMillis how long at the most
	 * @param choice how a producer chooses, or {@code null} where none does
	 * @param candidate what a consumer is chosen by, or {@code null} where none is
	 * @param network what its way to the broker is like, if that can be changed
	 * @param commands what somebody can enter in a terminal to break it
	 */
	record PartyView(String name, Role role, Party.State state, @Nullable Long pid, long sinceMillis,
			@Nullable Boolean link, @Nullable Boolean member, @Nullable Boolean gate, double rate,
			@Nullable Long inFlight, @Nullable Long waiting, @Nullable Double waitingSeconds, @Nullable Long atWork,
			@Nullable Long answered, @Nullable Double loadRate, @Nullable Long workMinMillis,
			@Nullable Long workMaxMillis, @Nullable ChoiceView choice, @Nullable CandidateView candidate,
			@Nullable LinkView network, List<String> commands) {

		static PartyView of(Party party, Observation watching, @Nullable LinkView network, long nowMillis) {
			return of(party.name(), party.spec(), party.told(), party.state(), party.process().pid(),
					party.sinceMillis(), network, List.of(), watching, nowMillis);
		}

		/**
		 * A party of which only its journal is known.
		 */
		static PartyView told(String name, Role role, Party.State state, List<String> commands, Observation watching,
				long nowMillis) {
			return of(name, PartySpec.unknown(role), Party.Told.NOTHING, state, null, watching.party(name).lastMillis(),
					null, commands, watching, nowMillis);
		}

		private static PartyView of(String name, PartySpec spec, Party.Told told, Party.State state, @Nullable Long pid,
				long sinceMillis, @Nullable LinkView network, List<String> commands, Observation watching,
				long nowMillis) {
			PartyTally tally = watching.party(name);
			double rate = tally.rate(nowMillis);
			boolean choices = watching.choices().areMade();
			if (spec.role() == Role.PRODUCER) {
				return new PartyView(name, Role.PRODUCER, state, pid, sinceMillis, told.link(), null, null, rate,
						tally.inFlight(), null, null, null, null, spec.rate(), null, null,
						choices ? ChoiceView.of(tally, nowMillis) : null, null, network, commands);
			}
			Durations work = spec.work();
			Boolean gate = told.gate();
			Boolean member = (gate != null) ? (Boolean) (gate && Boolean.TRUE.equals(told.link())) : null;
			return new PartyView(name, Role.CONSUMER, state, pid, sinceMillis, told.link(), member, gate, rate, null,
					tally.waiting(), told.waitingSeconds(), tally.atWork(), tally.answered(), null,
					(work != null) ? (Long) work.min().toMillis() : null,
					(work != null) ? (Long) work.max().toMillis() : null, null,
					choices ? CandidateView.of(told.advert(), watching.choices().share(tally.instance(), nowMillis))
							: null,
					network, commands);
		}

	}

	/**
	 * What a producer has done lately with its requests, each a second.
	 *
	 * @param chosen how many it has sent to a consumer that it chose
	 * @param group how many to the queue group
	 * @param shed how many it has refused without any message, since nobody had room
	 */
	record ChoiceView(double chosen, double group, double shed) {

		static ChoiceView of(PartyTally tally, long nowMillis) {
			return new ChoiceView(tally.chosenRate(nowMillis), tally.groupRate(nowMillis), tally.shedRate(nowMillis));
		}

	}

	/**
	 * A consumer as those see it who choose.
	 *
	 * @param waitSeconds how long a request that comes now waits there, if it tells
	 * @param limitSeconds how long a request may wait there, if it tells
	 * @param room for which requests it has room, if it tells
	 * @param share which share of what was sent by choice went there lately, 0 to 1, or
	 * {@code null} if nothing was
	 */
	record CandidateView(@Nullable Double waitSeconds, @Nullable Double limitSeconds, Advert.@Nullable Room room,
			@Nullable Double share) {

		static CandidateView of(@Nullable Advert advert, @Nullable Double share) {
			return (advert != null)
					? new CandidateView(advert.waitSeconds(), advert.limitSeconds(), advert.room(), share)
					: new CandidateView(null, null, null, share);
		}

	}

	/**
	 * A way to the broker.
	 *
	 * @param delayMillis how long bytes are on their way
	 * @param jitterMillis how much longer or shorter that may be
	 * @param kilobytesPerSecond the bandwidth, or {@code null} for no limit
	 * @param cut which ways are cut
	 */
	record LinkView(long delayMillis, long jitterMillis, @Nullable Long kilobytesPerSecond, String cut) {

		static LinkView of(LinkConditions conditions) {
			boolean unlimited = conditions.bytesPerSecond() == LinkConditions.UNLIMITED;
			return new LinkView(conditions.delay().toMillis(), conditions.jitter().toMillis(),
					unlimited ? null : (Long) (conditions.bytesPerSecond() / Sentences.BYTES_PER_KILOBYTE),
					conditions.cut().name().toLowerCase(Locale.ROOT).replace('_', '-'));
		}

	}

	/**
	 * What became of all requests: those started are those with an outcome, those in
	 * flight and those whose producer died, together.
	 *
	 * @param started how many were started
	 * @param outcomes how many ended how
	 * @param inFlight how many have no outcome yet
	 * @param producerDied how many will have none
	 * @param causes how many of those that timed out did so why
	 * @param late replies that came too late
	 * @param duplicates further replies
	 * @param unaccounted requests of which nothing can be told
	 * @param violations contradictions in the journals
	 * @param conserved whether the sum is right and nothing is unaccounted for
	 */
	record AccountView(long started, Map<Outcome, Long> outcomes, long inFlight, long producerDied,
			Map<Cause, Long> causes, long late, long duplicates, long unaccounted, long violations, boolean conserved) {

		static AccountView of(Account account, long inFlight) {
			long open = Math.min(inFlight, account.producerDied());
			return new AccountView(account.started(), account.outcomes(), open, account.producerDied() - open,
					account.causes(), account.extraReplies().getOrDefault(ExtraReplyKind.LATE, 0L),
					account.extraReplies().getOrDefault(ExtraReplyKind.DUPLICATE, 0L), account.unaccounted().size(),
					account.violations().size(), account.isConserved());
		}

	}

	/**
	 * A request that was not answered.
	 *
	 * @param task its id
	 * @param startedAt when, milliseconds since the epoch
	 * @param ageMillis how old it was when it ended
	 * @param attempts how often it was sent
	 * @param outcome how it ended
	 * @param cause why it timed out, or {@code null} if it did not
	 * @param lastSeen what a consumer did last with it
	 */
	record UnansweredView(String task, long startedAt, long ageMillis, int attempts, @Nullable Outcome outcome,
			@Nullable Cause cause, String lastSeen) {
	}

	/**
	 * A request's way.
	 *
	 * @param task its id
	 * @param events what happened, one after the other
	 */
	record WayView(String task, List<EventView> events) {

		static WayView of(Way way) {
			return new WayView(way.task(),
					way.events()
						.stream()
						.map((told) -> new EventView(told.atMillis(), told.who(), told.role(),
								Sentences.name(told.event()), Sentences.of(told.event())))
						.toList());
		}

	}

	/**
	 * Something that happened to a request.
	 *
	 * @param at when, milliseconds since the epoch, by the clock of the one who tells
	 * @param who who tells
	 * @param role on which side that stands
	 * @param event what, as it stands in journals
	 * @param text what, for people
	 */
	record EventView(long at, String who, Role role, String event, String text) {
	}

	static RoomView empty(State state, String text, @Nullable Policy policy, boolean hands) {
		String delivery = (policy != null) ? policy.delivery().name().toLowerCase(Locale.ROOT) : null;
		String overload = (policy != null) ? policy.overload().toString() : null;
		String balance = (policy != null) ? policy.balance().toString() : null;
		return new RoomView(state, text, hands, delivery, overload, balance, null, System.currentTimeMillis(), null,
				List.of(), null);
	}

	RoomView with(@Nullable Duration timeout, @Nullable BrokerView someBroker, List<PartyView> someParties,
			AccountView someAccount) {
		return new RoomView(this.state, this.text, this.hands, this.delivery, this.overload, this.balance,
				(timeout != null) ? (Long) timeout.toMillis() : null, this.now, someBroker, someParties, someAccount);
	}

}
