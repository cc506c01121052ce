package io.tillstream.query.answer;

import io.tillstream.query.chart.Charted;
import io.tillstream.query.request.MoreParameters;
import io.tillstream.query.request.Parameter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestMulti;
import org.jspecify.annotations.Nullable;

/** What can be read, in which formats, found in the resource methods and not in a list that somebody would have to keep. */
@ApplicationScoped
class Routes implements MoreParameters {

    /**
     * An address that can be read.
     *
     * @param accepts what {@code Accept} must be for the method that gives a format
     * @param other whether it gives something that is none of our formats
     */
    record Route(Map<Format, String> accepts, boolean other) {}

    private record Template(String path, Pattern pattern, Route route) {}

    private final Map<Method, Listing> listings = new HashMap<>();
    private final List<Template> templates;

    Routes(BeanManager beans) {
        Map<String, Route> routes = new TreeMap<>();
        for (Bean<?> bean : beans.getBeans(Object.class, Any.Literal.INSTANCE)) {
            Path path = bean.getBeanClass().getAnnotation(Path.class);
            if (path != null) {
                Arrays.stream(bean.getBeanClass().getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(GET.class))
                        .forEach(method -> add(routes, address(path, method), method));
            }
        }
        this.templates = routes.entrySet().stream()
                .map(entry -> new Template(entry.getKey(), pattern(entry.getKey()), entry.getValue()))
                .sorted(Comparator.comparing(
                        template -> template.path.chars().filter(c -> c == '{').count()))
                .toList();
    }

    /** The address that a path belongs to; null when there is none. */
    @Nullable
    Route route(String path) {
        String plain = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return templates.stream()
                .filter(template -> template.pattern.matcher(plain).matches())
                .map(Template::route)
                .findFirst()
                .orElse(null);
    }

    /** The list that a resource method gives as JSON; null when it gives something else. */
    @Nullable
    Listing listing(@Nullable Method method) {
        return method == null ? null : listings.get(method);
    }

    @Override
    public Set<Parameter> of(Method method) {
        return more(method, listings.get(method));
    }

    static Set<Parameter> more(Method method, @Nullable Listing listing) {
        if (listing != null) {
            return listing.more();
        }
        return method.getReturnType() == RestMulti.class ? TableFormats.PARAMETERS : EnumSet.noneOf(Parameter.class);
    }

    private void add(Map<String, Route> routes, String path, Method method) {
        Produces produces = method.isAnnotationPresent(Produces.class)
                ? method.getAnnotation(Produces.class)
                : method.getDeclaringClass().getAnnotation(Produces.class);
        for (String type : produces == null ? new String[] {MediaType.APPLICATION_JSON} : produces.value()) {
            Route before = routes.getOrDefault(path, new Route(new EnumMap<>(Format.class), false));
            Set<Format> formats = formats(type);
            formats.forEach(format -> before.accepts.put(format, type));
            routes.put(path, new Route(before.accepts, before.other || formats.isEmpty()));
            Listing listing = formats.contains(Format.JSON) ? Listing.of(method) : null;
            if (listing != null) {
                listings.put(method, listing);
                formatsOf(listing).forEach(format -> before.accepts.putIfAbsent(format, type));
            }
        }
    }

    static Set<Format> formats(String type) {
        return switch (type) {
            case TableFormats.TABLE -> EnumSet.of(Format.CSV, Format.NDJSON, Format.XLSX);
            case TableFormats.CHART -> EnumSet.of(Format.CSV, Format.NDJSON, Format.XLSX, Format.PLOTLY);
            default -> {
                Set<Format> one = EnumSet.noneOf(Format.class);
                Format.ofType(type).ifPresent(one::add);
                yield one;
            }
        };
    }

    static Set<Format> formatsOf(Listing listing) {
        Set<Format> formats = formats(TableFormats.TABLE);
        if (listing.rows().isAnnotationPresent(Charted.class) && !listing.isPaged()) {
            formats.add(Format.PLOTLY);
        }
        return formats;
    }

    private static String address(Path path, Method method) {
        Path own = method.getAnnotation(Path.class);
        String all = "/" + path.value() + (own == null ? "" : "/" + own.value());
        String plain = all.replaceAll("/+", "/");
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private static Pattern pattern(String path) {
        StringBuilder pattern = new StringBuilder();
        for (String step : path.substring(1).split("/")) {
            pattern.append('/').append(step.startsWith("{") ? "[^/]+" : Pattern.quote(step));
        }
        return Pattern.compile(pattern.toString());
    }
}
