package io.tillstream.query.contract;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.List;

/** What an answer can be written as. */
final class MediaTypes {

    static final String JSON = MediaType.APPLICATION_JSON;
    static final String PROBLEM = "application/problem+json";

    static final String PLOTLY = "application/vnd.plotly.v1+json";

    private MediaTypes() {}

    /** Those of a resource method. */
    static List<String> of(Method method) {
        Produces produces = method.getAnnotation(Produces.class);
        if (produces == null) {
            produces = method.getDeclaringClass().getAnnotation(Produces.class);
        }
        return produces == null ? List.of(JSON) : List.of(produces.value());
    }

    /** Whether a media type is JSON as a whole. */
    static boolean isJson(String mediaType) {
        return mediaType.startsWith(JSON) || mediaType.endsWith("+json");
    }
}
