package io.tillstream.query.request;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses parameters that the endpoint would ignore, those given twice, and values that no parameter takes. */
class ParameterFilter {

    private static final int MAX_LENGTH = 1_000;

    private final MoreParameters more;

    ParameterFilter(MoreParameters more) {
        this.more = more;
    }

    @ServerRequestFilter
    void check(ContainerRequestContext request, ResourceInfo resource) {
        Method method = resource.getResourceMethod();
        if (method == null
                || !method.getDeclaringClass().getName().startsWith("io.tillstream.")
                || isAskedByOthers(method)) {
            return;
        }
        Accepts accepts = method.getAnnotation(Accepts.class);
        Set<String> known = new TreeSet<>(Set.of(Parameter.FORMAT.wireName()));
        if (accepts != null) {
            Arrays.stream(accepts.value()).map(Parameter::wireName).forEach(known::add);
        }
        more.of(method).stream().map(Parameter::wireName).forEach(known::add);
        UriInfo uri = request.getUriInfo();
        uri.getPathParameters().values().forEach(values -> values.forEach(ParameterFilter::checkId));
        uri.getQueryParameters().forEach((name, values) -> check(name, values, known));
    }

    /** No database holds such an id. */
    private static void checkId(String id) {
        if (id.length() > MAX_LENGTH || id.indexOf('\0') >= 0) {
            throw Problem.notFound("id");
        }
    }

    /** An address that another standard defines reads what it knows of it and passes over the rest. */
    private static boolean isAskedByOthers(Method method) {
        return Arrays.stream(method.getParameters())
                .anyMatch(parameter -> parameter.isAnnotationPresent(QueryParam.class));
    }

    private static void check(String name, List<String> values, Set<String> known) {
        if (!known.contains(name)) {
            throw Problem.unknown(
                    name.length() > 64 ? name.substring(0, 64) + "…" : name,
                    "not a parameter of this address, which takes "
                            + known.stream().collect(Collectors.joining(", ")));
        }
        if (values.size() != 1) {
            throw Problem.invalid(name, "given more than once");
        }
        String value = values.getFirst();
        if (value.length() > MAX_LENGTH || value.indexOf('\0') >= 0) {
            throw Problem.invalid(name, "longer than 1,000 characters, or with a character that cannot be");
        }
    }
}
