package io.nowornever.lab.control;

import java.time.Duration;
import java.util.List;

import io.nowornever.lab.control.RoomView.BrokerView;
import io.nowornever.lab.control.RoomView.PartyView;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a room.
 */
interface Cast extends AutoCloseable {

	/**
	 * How their requests travel, or {@code null} if that is not known.
	 */
	@Nullable Policy policy();

	/**
	 * The budget of their requests, or {@code null} if that is not known.
	 */
	@Nullable Duration timeout();

	/**
	 * The broker, or {@code null} if nothing is known of it.
	 */
	@Nullable BrokerView broker();

	/**
	 * All who are there, or were.
	 * @param watching what they have under way
	 */
	List<PartyView> views(Observation watching, long nowMillis);

	/**
	 * Looks who has come, and has them followed.
	 */
	void look(Observation watching);

	/**
	 * Ends whatever it has started.
	 */
	@Override
	void close();

}
