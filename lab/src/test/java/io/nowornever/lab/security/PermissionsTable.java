package io.nowornever.lab.security;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of docs/security.md that says who may do what.
 */
final class PermissionsTable {

	static final List<String> USERS = List.of("producer", "consumer", "operator");

	private static final List<String> FIELDS = List.of("publish", "subscribe", "–");

	private PermissionsTable() {
	}

	/**
	 * Each of its fields.
	 */
	static List<Field> fields() throws IOException {
		List<Field> fields = new ArrayList<>();
		for (String line : Files.readAllLines(SecretsScript.ROOT.resolve("docs/security.md"))) {
			List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
			if (line.startsWith("| subject")) {
				assertThat(cells.subList(2, 5)).isEqualTo(USERS);
			}
			else if (line.startsWith("| `") && cells.size() == USERS.size() + 3) {
				String subject = cells.get(1).replace("`", "");
				for (String user : USERS) {
					String allowed = cells.get(2 + USERS.indexOf(user));
					assertThat(FIELDS).as(line).contains(allowed);
					fields.add(new Field(user, subject, allowed));
				}
			}
		}
		return fields;
	}

	/**
	 * A field.
	 *
	 * @param user who
	 * @param text the subject, and after a space the queue group if it is meant in one
	 * @param allowed publish, subscribe, or neither
	 */
	record Field(String user, String text, String allowed) {

		String subject() {
			return this.text.split(" ", -1)[0];
		}

		boolean isInGroup() {
			return this.text.contains(" ");
		}

		String group() {
			return this.text.split(" ", -1)[1];
		}

		boolean canBePublished() {
			return !isInGroup() && !this.text.endsWith("*") && !this.text.endsWith(">");
		}

		boolean mayPublish() {
			return this.allowed.equals("publish");
		}

		boolean maySubscribe() {
			return this.allowed.equals("subscribe");
		}

		@Override
		public String toString() {
			return this.user + ", " + this.text + ": " + this.allowed;
		}

	}

}
