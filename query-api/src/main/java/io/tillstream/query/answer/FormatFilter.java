package io.tillstream.query.answer;

import static java.util.stream.Collectors.joining;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides which format the answer is to have, by {@code format} or else {@code Accept}, and says so where the resource method is chosen. */
@Provider
@PreMatching
class FormatFilter implements ContainerRequestFilter {

    /** Where the decision is kept while the request lasts. */
    static final String CHOSEN = "tillstream.format";

    private final Routes routes;
    private final CurrentVertxRequest current;

    FormatFilter(Routes routes, CurrentVertxRequest current) {
        this.routes = routes;
        this.current = current;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!path.startsWith("/api")
                || !(request.getMethod().equals("GET") || request.getMethod().equals("HEAD"))) {
            return;
        }
        String name = request.getUriInfo().getQueryParameters().getFirst(Parameter.FORMAT.wireName());
        Format named = name == null
                ? null
                : Format.named(name)
                        .orElseThrow(() -> Problem.invalid(
                                Parameter.FORMAT.wireName(),
                                "one of " + String.join(", ", Parameter.FORMAT.choices())));
        Routes.Route route = routes.route(path);
        if (route == null || (named == null && route.other())) {
            return;
        }
        Format chosen = named == null ? acceptable(request, route.accepts()) : named;
        if (chosen == null || !route.accepts().containsKey(chosen)) {
            throw Problem.of(
                    ProblemCode.NOT_ACCEPTABLE,
                    "this address answers in "
                            + route.accepts().keySet().stream()
                                    .map(format -> format.wireName() + " (" + format.type() + ")")
                                    .collect(joining(", ")));
        }
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, route.accepts().get(chosen));
        current.getCurrent().put(CHOSEN, chosen);
    }

    private static List<MediaType> asked(ContainerRequestContext request) {
        try {
            return request.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            throw Problem.of(ProblemCode.BAD_REQUEST, "Accept is no list of media types");
        }
    }

    /** The best of those there are: as the client ranks them, and the usual one where it leaves the choice. */
    private static @Nullable Format acceptable(ContainerRequestContext request, Map<Format, String> offered) {
        for (MediaType type : asked(request)) {
            for (Format format : offered.keySet()) {
                if (type.isCompatible(format.type())) {
                    return format;
                }
            }
        }
        return null;
    }
}
