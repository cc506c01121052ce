package io.tillstream.query.answer;

import io.tillstream.query.request.Parameter;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an address that is read gives and takes beyond what its methods say, for the API's description.
 *
 * @param mediaTypes of its answers
 * @param formats their names, as {@code format} asks for them
 * @param more parameters that all of its kind take
 * @param ofFiles parameters that its files take, and the JSON does not
 */
public record Offered(Set<String> mediaTypes, List<String> formats, Set<Parameter> more, Set<Parameter> ofFiles) {

    /** Rows that {@code limit} may ask for where the endpoint does not see to it itself. */
    public static final int GREATEST_LIMIT = Selection.GREATEST_LIMIT;

    /** Of the methods that read an address. */
    public static Offered of(List<Method> methods) {
        Set<Format> formats = EnumSet.noneOf(Format.class);
        Set<Parameter> more = EnumSet.noneOf(Parameter.class);
        Set<Parameter> ofFiles = EnumSet.noneOf(Parameter.class);
        for (Method method : methods) {
            Produces produces = method.isAnnotationPresent(Produces.class)
                    ? method.getAnnotation(Produces.class)
                    : method.getDeclaringClass().getAnnotation(Produces.class);
            Arrays.stream(produces == null ? new String[] {MediaType.APPLICATION_JSON} : produces.value())
                    .map(Routes::formats)
                    .forEach(formats::addAll);
            Listing listing = Listing.of(method);
            if (listing != null) {
                formats.addAll(Routes.formatsOf(listing));
            }
            (listing == null ? ofFiles : more).addAll(Routes.more(method, listing));
        }
        ofFiles.removeAll(more);
        return new Offered(
                formats.stream().map(format -> format.type().toString()).collect(Collectors.toSet()),
                formats.stream().map(Format::wireName).toList(),
                more,
                ofFiles);
    }
}
