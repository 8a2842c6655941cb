package io.nowornever.starter.request;

import io.nowornever.request.RequestExchanges;
import io.nowornever.request.Requester;
import org.springframework.beans.factory.FactoryBean;

/**
 * Holds the client of an interface, made when the application starts, so that mistakes
 * are told then.
 *
 * @param <I> the interface
 */
final class RequestExchangeFactory<I> implements FactoryBean<I> {

	private final Class<I> type;

	private final I client;

	RequestExchangeFactory(Class<I> type, Requester requester) {
		this.type = type;
		this.client = RequestExchanges.create(requester, type);
	}

	@Override
	public I getObject() {
		return this.client;
	}

	@Override
	public Class<I> getObjectType() {
		return this.type;
	}

}
