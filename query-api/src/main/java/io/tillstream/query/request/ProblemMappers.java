package io.tillstream.query.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.pgclient.PgException;
import jakarta.persistence.OptimisticLockException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.hibernate.StaleStateException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure as application/problem+json. */
class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String STATEMENT_TIMEOUT = "57014";
    private static final int FIRST_FAULT = 500;

    @ServerExceptionMapper
    Response problem(Problem problem) {
        Response answer = answer(problem);
        return problem.waitSeconds() == 0
                ? answer
                : Response.fromResponse(answer)
                        .header(HttpHeaders.RETRY_AFTER, problem.waitSeconds())
                        .build();
    }

    @ServerExceptionMapper
    Response webApplication(WebApplicationException e) {
        if (e.getCause() instanceof JsonProcessingException json) {
            return json(json);
        }
        Response response = e.getResponse();
        Problem problem =
                switch (response.getStatus()) {
                    case 400 -> Problem.of(ProblemCode.BAD_REQUEST, "the request cannot be read");
                    case 404 -> Problem.of(ProblemCode.NOT_FOUND, "there is nothing at this address");
                    case 405 -> Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "this address does not take this method");
                    case 406 ->
                        Problem.of(
                                ProblemCode.NOT_ACCEPTABLE,
                                "this address does not give what Accept or format asks for");
                    case 413 -> Problem.of(ProblemCode.TOO_LARGE, "the body is larger than 256 KiB");
                    case 415 -> Problem.of(ProblemCode.UNSUPPORTED_MEDIA_TYPE, "send application/json");
                    default ->
                        response.getStatus() < FIRST_FAULT
                                ? Problem.of(ProblemCode.BAD_REQUEST, "the request cannot be read")
                                : null;
                };
        if (problem == null) {
            return fault(e);
        }
        Response.ResponseBuilder answer = Response.fromResponse(answer(problem));
        String allow = response.getHeaderString(HttpHeaders.ALLOW);
        return (allow == null ? answer : answer.header(HttpHeaders.ALLOW, allow)).build();
    }

    /** Quarkus has a mapper of its own for this type, which only the same type replaces. */
    @ServerExceptionMapper
    Response mismatch(MismatchedInputException e) {
        return json(e);
    }

    @ServerExceptionMapper
    Response json(JsonProcessingException e) {
        String field =
                e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                        ? String.valueOf(mapping.getPath().getLast().getFieldName())
                        : "$";
        return answer(Problem.invalid(field, "not what is expected here"));
    }

    @ServerExceptionMapper
    Response database(PgException e) {
        if (STATEMENT_TIMEOUT.equals(e.getSqlState())) {
            return answer(Problem.of(ProblemCode.TOO_SLOW, "the answer took too long; narrow it by from and to"));
        }
        String state = String.valueOf(e.getSqlState());
        if (state.startsWith("57") || state.startsWith("53") || state.startsWith("08") || state.equals("42P01")) {
            return away();
        }
        return fault(e);
    }

    @ServerExceptionMapper
    Response connection(IOException e) {
        return away();
    }

    @ServerExceptionMapper
    Response timeout(TimeoutException e) {
        return away();
    }

    @ServerExceptionMapper
    Response any(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String name = cause.getClass().getName();
            if (cause instanceof IOException || name.contains("ClosedConnection") || name.contains("NoStackTrace")) {
                return away();
            }
            if (cause instanceof OptimisticLockException || cause instanceof StaleStateException) {
                return answer(Versions.changed());
            }
            if (cause instanceof PgException pg) {
                return database(pg);
            }
        }
        return fault(e);
    }

    private static Response away() {
        Response answer =
                answer(Problem.of(ProblemCode.DATABASE_UNAVAILABLE, "the database is not reachable; try again"));
        return Response.fromResponse(answer).header(HttpHeaders.RETRY_AFTER, 2).build();
    }

    private static Response fault(Throwable e) {
        LOG.error("a request failed", e);
        return answer(Problem.of(ProblemCode.INTERNAL_ERROR, "this is a fault of the service; its log says more"));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(new MediaType("application", "problem+json"))
                .entity(problem.body())
                .build();
    }
}
