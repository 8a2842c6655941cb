package io.nowornever.testbed.broker;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads the keys at the outermost level of a piece of nats-server configuration, in lower
 * case. It knows just enough of the syntax for that: quotes, comments, nesting. Mistakes
 * in the text are left for the server to find.
 */
final class TopLevelKeys {

	private static final String END_OF_KEY = ":={[(,; \t\r\n";

	private final String text;

	private final Set<String> keys = new TreeSet<>();

	private int position;

	private TopLevelKeys(String text) {
		this.text = text;
	}

	static Set<String> of(String text) {
		TopLevelKeys reader = new TopLevelKeys(text);
		reader.read();
		return reader.keys;
	}

	private void read() {
		while (hasMore()) {
			if (atComment()) {
				skipLine();
			}
			else if (Character.isWhitespace(current()) || current() == ',' || current() == ';' || current() == '}') {
				this.position++;
			}
			else {
				readKey();
				skipValue();
			}
		}
	}

	private void readKey() {
		int start = this.position;
		if (atQuote()) {
			skipQuoted();
			this.keys.add(lower(start + 1, this.position - 1));
			return;
		}
		this.position++;
		while (hasMore() && END_OF_KEY.indexOf(current()) < 0) {
			this.position++;
		}
		this.keys.add(lower(start, this.position));
	}

	private void skipValue() {
		int depth = 0;
		while (hasMore()) {
			char c = current();
			if (depth == 0 && (c == '\n' || c == ',' || c == ';')) {
				return;
			}
			if (atComment()) {
				skipLine();
				continue;
			}
			if (atQuote()) {
				skipQuoted();
				continue;
			}
			if (c == '{' || c == '[' || c == '(') {
				depth++;
			}
			else if (c == '}' || c == ']' || c == ')') {
				depth--;
				if (depth <= 0) {
					this.position++;
					return;
				}
			}
			this.position++;
		}
	}

	private void skipQuoted() {
		char quote = current();
		this.position++;
		while (hasMore() && current() != quote) {
			this.position += (current() == '\\' && quote == '"') ? 2 : 1;
		}
		this.position = Math.min(this.position + 1, this.text.length());
	}

	private void skipLine() {
		while (hasMore() && current() != '\n') {
			this.position++;
		}
	}

	private boolean atComment() {
		boolean mark = current() == '#' || this.text.startsWith("//", this.position);
		return mark && (this.position == 0 || Character.isWhitespace(this.text.charAt(this.position - 1)));
	}

	private boolean atQuote() {
		return current() == '"' || current() == '\'';
	}

	private boolean hasMore() {
		return this.position < this.text.length();
	}

	private char current() {
		return this.text.charAt(this.position);
	}

	private String lower(int start, int end) {
		return this.text.substring(start, Math.max(start, end)).toLowerCase(Locale.ROOT);
	}

}
