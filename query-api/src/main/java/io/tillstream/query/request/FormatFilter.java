package io.tillstream.query.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;

/** Lets {@code ?format=csv} stand for {@code Accept: text/csv}, for links in a browser. */
@Provider
@PreMatching
class FormatFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        String format = request.getUriInfo().getQueryParameters().getFirst(Parameter.FORMAT.wireName());
        if (format == null || !request.getUriInfo().getPath().startsWith("/api")) {
            return;
        }
        switch (format) {
            case "csv" -> request.getHeaders().putSingle(HttpHeaders.ACCEPT, "text/csv");
            case "json" -> request.getHeaders().putSingle(HttpHeaders.ACCEPT, "application/json");
            default -> throw Problem.invalid("format", "json or csv");
        }
    }
}
