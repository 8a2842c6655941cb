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
	@ValueSource(strings = { "_INBOX", "_INBOX.1", "_INBOX_prod.1.2", "quotes.", "quotes.price.1", "quotes.prices" })
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
	void theSubjectOnWhichRequestsComeIsNoInboxWhateverItBeginsWith() {
		assertThat(this.inboxes.allow("quotes.price")).isFalse();
		assertThat(new InboxPrefixes(List.of(""), "tasks.now").allow("tasks.now")).isFalse();
		assertThat(new InboxPrefixes(List.of(""), "tasks.now").allow("quotes.price")).isTrue();
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
		assertThat(this.inboxes.problem("tasks.\u001b[31m"))
			.isEqualTo("the reply subject is \"tasks.?[31m\"; allowed are inboxes, which begin with _INBOX or quotes.");
	}

}
