package io.tillstream.query.support;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way into the API, found in the classes and not in a list that somebody would have to keep.
 *
 * @param verb GET, POST and so on
 * @param path with 1 for each parameter
 * @param declares the resource method
 * @param role who is let in; null when nothing is declared, empty for everybody
 */
public record Endpoint(
        String verb, String path, Method declares, @Nullable String role) {

    private static final List<Endpoint> ALL = find();

    /** All of the service. */
    public static List<Endpoint> all() {
        return ALL;
    }

    private static List<Endpoint> find() {
        List<Endpoint> endpoints = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.tillstream.query")) {
            if (!found.isAnnotatedWith(Path.class)) {
                continue;
            }
            for (Method method : found.reflect().getDeclaredMethods()) {
                for (Annotation annotation : method.getAnnotations()) {
                    HttpMethod verb = annotation.annotationType().getAnnotation(HttpMethod.class);
                    if (verb != null) {
                        endpoints.add(new Endpoint(verb.value(), path(method), method, role(method)));
                    }
                }
            }
        }
        return List.copyOf(endpoints);
    }

    private static String path(Method method) {
        Path own = method.getAnnotation(Path.class);
        String path =
                method.getDeclaringClass().getAnnotation(Path.class).value() + (own == null ? "" : "/" + own.value());
        return path.replaceAll("\\{[^}]*}", "1").replaceAll("/+", "/");
    }

    private static @Nullable String role(Method method) {
        if (method.isAnnotationPresent(PermitAll.class)) {
            return "";
        }
        RolesAllowed allowed = method.getAnnotation(RolesAllowed.class);
        if (allowed == null) {
            allowed = method.getDeclaringClass().getAnnotation(RolesAllowed.class);
        }
        return allowed == null ? null : String.join(",", Arrays.asList(allowed.value()));
    }

    @Override
    public String toString() {
        return verb + " " + path;
    }
}
