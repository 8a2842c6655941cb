package io.nowornever.common.wire;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ReceiptTests {

	@Test
	void theReplySubjectOfAStreamIsRead() {
		String subject = "$JS.ACK.TASKS.workers.3.17.21.1795949987447123456.5";
		assertThat(Receipt.parse(subject)).isEqualTo(new Receipt(subject, 3, 1_795_949_987_447L, 5));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ".token" })
	void soIsThatOfADomain(String token) {
		String subject = "$JS.ACK.hub.A1B2.TASKS.workers.3.17.21.1795949987447123456.5" + token;
		assertThat(Receipt.parse(subject)).isEqualTo(new Receipt(subject, 3, 1_795_949_987_447L, 5));
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "_INBOX.1", "$JS.ACK.", "$JS.ACK.TASKS.workers", "$JS.ACK.a.b.x.1.1.1.1",
			"$JS.ACK.a.b.1.1.1.1", "$JS.ACK.a.b.c.d.e.f.g.h" })
	void nothingElseIs(String subject) {
		assertThat(Receipt.parse(subject)).isNull();
	}

}
