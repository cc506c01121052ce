package io.tillstream.simulator.control;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Answers a {@link ProblemException} with {@code application/problem+json}. */
@Provider
final class ProblemMapper implements ExceptionMapper<ProblemException> {

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_SECONDS = "2";

    @Override
    public Response toResponse(ProblemException exception) {
        Response.ResponseBuilder response = Response.status(exception.status())
                .type(MEDIA_TYPE)
                .entity(Problem.of(exception.status(), exception.getMessage(), exception.field()));
        if (exception.status() == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return response.build();
    }
}
