package io.tillstream.query.answer;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Parameter;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An answer in JSON that is a list: an array of rows, or an object whose {@code items} they are. Found in what the resource method returns.
 *
 * @param rows type of a row
 * @param items reads the rows from the answer; null when the answer is the rows
 * @param own parameters that the endpoint sees to itself
 */
record Listing(Class<?> rows, @Nullable Method items, Set<Parameter> own) {

    private static final String ITEMS = "items";

    /** What a resource method lists; null when it answers something else. */
    static @Nullable Listing of(Method method) {
        Accepts accepts = method.getAnnotation(Accepts.class);
        Set<Parameter> own = EnumSet.noneOf(Parameter.class);
        if (accepts != null) {
            own.addAll(Arrays.asList(accepts.value()));
        }
        Type answer = method.getGenericReturnType();
        if (answer instanceof ParameterizedType uni && uni.getRawType() == Uni.class) {
            answer = uni.getActualTypeArguments()[0];
        }
        if (answer instanceof ParameterizedType list && list.getRawType() == List.class) {
            return of(list.getActualTypeArguments()[0], null, own);
        }
        Class<?> raw = answer instanceof ParameterizedType generic
                ? (Class<?>) generic.getRawType()
                : answer instanceof Class<?> plain ? plain : Object.class;
        if (!raw.isRecord()) {
            return null;
        }
        for (RecordComponent component : raw.getRecordComponents()) {
            if (component.getName().equals(ITEMS)
                    && component.getGenericType() instanceof ParameterizedType list
                    && list.getRawType() == List.class) {
                Type row = list.getActualTypeArguments()[0];
                Type known = row instanceof TypeVariable<?> && answer instanceof ParameterizedType generic
                        ? generic.getActualTypeArguments()[0]
                        : row;
                return of(known, component.getAccessor(), own);
            }
        }
        return null;
    }

    private static @Nullable Listing of(Type row, @Nullable Method items, Set<Parameter> own) {
        return row instanceof Class<?> known && known.isRecord() ? new Listing(known, items, own) : null;
    }

    /** Whether the endpoint itself gives the list page by page. */
    boolean isPaged() {
        return own.contains(Parameter.CURSOR);
    }

    /** What is seen to for the endpoint: its columns, and unless it does so itself its order and pages. */
    Set<Parameter> more() {
        return more(own);
    }

    /** The same of a list that sees to some parameters itself. */
    static Set<Parameter> more(Set<Parameter> own) {
        Set<Parameter> more = EnumSet.of(Parameter.FIELDS);
        if (!own.contains(Parameter.CURSOR)) {
            more.addAll(EnumSet.of(Parameter.SORT, Parameter.LIMIT));
            if (!own.contains(Parameter.LIMIT)) {
                more.add(Parameter.CURSOR);
            }
        }
        more.removeAll(own);
        return more;
    }
}
