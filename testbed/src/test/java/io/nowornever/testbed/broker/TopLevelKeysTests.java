package io.nowornever.testbed.broker;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TopLevelKeysTests {

	@Test
	void readsEveryWayToWriteAKey() {
		assertThat(TopLevelKeys.of("a: 1\nB = 2\nc 3\nd { x: 1 }\n'e': 5\n\"f\": [1, 2]\ng: 7, h: 8; i: 9"))
			.containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f", "g", "h", "i");
	}

	@Test
	void skipsWhatIsNestedQuotedOrCommentedOut() {
		assertThat(TopLevelKeys.of("""
				# no: 1
				// no: 1
				outer {
				  no: { no: "}" }
				  no = [ { no: 1 }, # }
				    2 ]
				} after: 1 # no: 1
				text: "no: 1, no: 2"
				address: nats://host:4222
				""")).containsExactlyInAnyOrder("outer", "after", "text", "address");
	}

	@Test
	void anUnfinishedTextIsReadToItsEnd() {
		assertThat(TopLevelKeys.of("a: \"open")).containsExactly("a");
		assertThat(TopLevelKeys.of("\"open")).hasSize(1);
		assertThat(TopLevelKeys.of("a { b: 1")).containsExactly("a");
		assertThat(TopLevelKeys.of("} ] : a")).contains("]");
		assertThat(TopLevelKeys.of("")).isEmpty();
	}

}
