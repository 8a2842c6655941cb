package io.nowornever.starter.door;

import java.io.IOException;

import io.nowornever.common.shutdown.OutOfMemory;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Offers no page for errors that did not happen, and ends the process where a request
 * finds no memory left.
 */
final class DoorFilter extends OncePerRequestFilter {

	private static final String ERROR_PATH = "/error";

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		if (ERROR_PATH.equals(request.getServletPath())) {
			response.sendError(HttpServletResponse.SC_NOT_FOUND);
			return;
		}
		try {
			chain.doFilter(request, response);
		}
		catch (ServletException | IOException | RuntimeException | Error ex) {
			OutOfMemory.check(ex);
			throw ex;
		}
	}

}
