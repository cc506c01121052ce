package io.tillstream.query.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refusals that happen before a resource is found: an address with parameters in its path, a body that is too long. They are problem documents as all others are. */
@Singleton
class AddressFailures {

    /** Before the handler that would refuse long bodies without a word. */
    private static final int EARLY = 500;

    private final ObjectMapper mapper;
    private final long longestBody;

    AddressFailures(
            ObjectMapper mapper, @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize longestBody) {
        this.mapper = mapper;
        this.longestBody = longestBody.asLongValue();
    }

    void filters(@Observes Filters filters) {
        filters.register(this::refuseLongBodies, EARLY);
        filters.register(this::refuseAddressesThatCannotBeRead, EARLY);
    }

    void routes(@Observes Router router) {
        router.route("/api/*").failureHandler(this::answer);
    }

    private void refuseLongBodies(RoutingContext context) {
        if (!isTooLong(context.request())) {
            context.next();
            return;
        }
        // the rest of the body is not read, so the connection cannot go on
        context.response().putHeader("Connection", "close");
        context.addEndHandler(ended -> context.request().connection().close());
        send(context.response(), Problem.of(ProblemCode.TOO_LARGE, "the body is larger than 256 KiB"));
    }

    private void refuseAddressesThatCannotBeRead(RoutingContext context) {
        String path = context.request().uri().replaceFirst("\\?.*", "");
        if (path.startsWith("/api") && path.indexOf(';') >= 0) {
            send(
                    context.response(),
                    Problem.of(
                            ProblemCode.BAD_REQUEST, "no address has parameters after a semicolon; write one as %3B"));
        } else {
            context.next();
        }
    }

    private boolean isTooLong(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        try {
            return length != null && Long.parseLong(length) > longestBody;
        } catch (NumberFormatException e) {
            return true;
        }
    }

    private void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.headWritten()) {
            context.next();
            return;
        }
        switch (context.statusCode()) {
            case 400 -> send(response, Problem.of(ProblemCode.BAD_REQUEST, "the address cannot be decoded"));
            case 413 -> send(response, Problem.of(ProblemCode.TOO_LARGE, "the body is larger than 256 KiB"));
            default -> context.next();
        }
    }

    private void send(HttpServerResponse response, Problem problem) {
        try {
            response.setStatusCode(problem.status())
                    .putHeader("Content-Type", "application/problem+json")
                    .end(mapper.writeValueAsString(problem.body()));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
