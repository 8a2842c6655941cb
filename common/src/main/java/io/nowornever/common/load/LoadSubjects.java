package io.nowornever.common.load;

/**
 * The subjects beside one that requests go to.
 */
public final class LoadSubjects {

	private LoadSubjects() {
	}

	/**
	 * Where responders tell of their load.
	 * @param subject where requests go
	 * @return the subject of the adverts
	 */
	public static String adverts(String subject) {
		return subject + ".load";
	}

	/**
	 * What the subjects begin with on which one responder alone gets requests.
	 * @param subject where requests go
	 * @return all but the responder's name
	 */
	public static String directPrefix(String subject) {
		return subject + ".to.";
	}

	/**
	 * Where one responder alone gets requests.
	 * @param subject where requests go
	 * @param instance the responder's name, in which whatever cannot stand in a subject
	 * is written {@code _}
	 * @return its own subject
	 */
	public static String direct(String subject, String instance) {
		return directPrefix(subject) + instance.replaceAll("[^!-~]|[.*>]", "_");
	}

}
