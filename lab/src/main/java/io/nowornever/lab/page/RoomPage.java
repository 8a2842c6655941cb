package io.nowornever.lab.page;

import io.nowornever.lab.control.ControlRoom;
import io.nowornever.playground.web.Feed;
import io.nowornever.playground.web.MorePage;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Adds a control room to the page, as its front. Nobody is in the room at first; whoever
 * is there ends with this.
 */
public final class RoomPage implements MorePage {

	private final ControlRoom room;

	/**
	 * Creates the room.
	 * @param feed the page's
	 */
	public RoomPage(Feed feed) {
		this.room = new ControlRoom(new FeedScreen(feed));
	}

	/**
	 * What is shown.
	 * @return the room
	 */
	public ControlRoom room() {
		return this.room;
	}

	@Override
	public void addTo(GenericApplicationContext context) {
		context.registerBean(ControlRoom.class, () -> this.room, (definition) -> definition.setDestroyMethodName(""));
		context.registerBean(RoomController.class);
		context.registerBean(AccountMetrics.class);
		context.registerBean(RoomProblems.class);
		context.registerBean(FrontController.class);
	}

	@Override
	public void close() {
		this.room.close();
	}

}
