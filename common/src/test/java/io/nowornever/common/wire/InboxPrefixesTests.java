package io.nowornever.common.wire;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InboxPrefixesTests {

	private final InboxPrefixes inboxes = new InboxPrefixes(List.of("_INBOX", "quotes."), "quotes.price");

	@ParameterizedTest
	@ValueSource(strings = { "_INBOX", "_INBOX.1", "_INBOX_prod.1.2", "quotes.", "quotes.prices", "_INBOX.é" })
	void whatBeginsAsAnInboxIsAnswered(String subject) {
		assertThat(this.inboxes.allow(subject)).isTrue();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "_inbox.1", "inbox.1", "a._INBOX", "quotes", "tasks.now", "$JS.API.STREAM.PURGE.X" })
	void nothingElseIs(@Nullable String subject) {
		assertThat(this.inboxes.allow(subject)).isFalse();
	}

	@Test
	void noSubjectOnWhichRequestsTravelIsAnInboxWhateverItBeginsWith() {
		InboxPrefixes careless = new InboxPrefixes(List.of(""), "quotes.price");
		assertThat(List.of("quotes.price", "quotes.price.load", "quotes.price.to.one", "quotes.price.durable",
				"tasks.durable"))
			.noneMatch(careless::allow)
			.noneMatch(this.inboxes::allow);
		assertThat(careless.allow("quotes.prices")).isTrue();
		assertThat(careless.allow("tasks.now")).isTrue();
		assertThat(new InboxPrefixes(List.of(""), "").allow("tasks.now")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "_INBOX.1 0", "_INBOX.\t1", "_INBOX.1\r\nPUB x 0", "_INBOX.\u0000", "_INBOX.\u007f",
			"_INBOX.*", "_INBOX.>", " _INBOX.1" })
	void noneThatIsNoPlainSubjectIsAnInbox(String subject) {
		assertThat(this.inboxes.allow(subject)).isFalse();
	}

	@Test
	void noPrefixMakesASystemSubjectAnInbox() {
		InboxPrefixes careless = new InboxPrefixes(List.of("", "$", "$JS.ACK."), "tasks.now");
		assertThat(careless.allow("$JS.ACK.TASKS.workers.1")).isFalse();
		assertThat(careless.allow("$SRV.PING")).isFalse();
	}

	@Test
	void thePrefixesStayAsTheyWere() {
		List<String> prefixes = new ArrayList<>(List.of("_INBOX"));
		InboxPrefixes kept = new InboxPrefixes(prefixes, "tasks.now");
		prefixes.add("tasks.");
		assertThat(kept.allow("tasks.durable")).isFalse();
	}

	@Test
	void saysWhatIsWrongAndWhatIsAllowed() {
		assertThat(this.inboxes.problem(null)).isEqualTo("no reply subject; there is nobody to answer");
		assertThat(this.inboxes.problem("tasks.\u001b[31m")).isEqualTo(
				"the reply subject is \"tasks.?[31m\", where nothing is answered; allowed are inboxes, which begin"
						+ " with _INBOX or quotes., without spaces and wildcards");
	}

}
