package io.tillstream.query.contract;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.IndexView;

/** The resource methods by verb and path; there are several for one where an answer can be had in several formats, JSON first. */
final class Routes {

    private static final String OWN = "io.tillstream.query.";

    private final Map<String, List<Method>> methods = new TreeMap<>();

    /** Finds those of all resources. */
    Routes(IndexView index) {
        // an index of several archives may hold a class more than once
        index.getAnnotations(Path.class).stream()
                .map(AnnotationInstance::target)
                .filter(target -> target.kind() == AnnotationTarget.Kind.CLASS)
                .map(target -> target.asClass().name().toString())
                .filter(name -> name.startsWith(OWN))
                .distinct()
                .forEach(name -> add(load(name)));
        methods.values()
                .forEach(of -> of.sort(Comparator.comparing(
                                (Method method) -> !MediaTypes.of(method).contains(MediaTypes.JSON))
                        .thenComparing(Method::getName)));
    }

    private void add(Class<?> resource) {
        for (Method method : resource.getDeclaredMethods()) {
            for (Annotation annotation : method.getAnnotations()) {
                HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                if (verb != null) {
                    methods.computeIfAbsent(key(verb.value(), path(resource, method)), key -> new ArrayList<>())
                            .add(method);
                }
            }
        }
    }

    private static String path(Class<?> resource, Method method) {
        Path own = method.getAnnotation(Path.class);
        String path = '/' + resource.getAnnotation(Path.class).value() + '/' + (own == null ? "" : own.value());
        return path.replaceAll("\\{\\s*([^:}\\s]+)[^}]*}", "{$1}")
                .replaceAll("/+", "/")
                .replaceAll("(.)/$", "$1");
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Routes.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a resource that is in the index cannot be loaded: " + name, e);
        }
    }

    /** The methods of a route; empty when it is none of this service's resources. */
    List<Method> of(String verb, String path) {
        return methods.getOrDefault(key(verb, path), List.of());
    }

    private static String key(String verb, String path) {
        return verb + ' ' + path;
    }
}
