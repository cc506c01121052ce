package io.tillstream.query.recent;

import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is asked.
 *
 * @param method that answers
 * @param values of the parameters that it accepts; columns and format are chosen afterwards and make no difference
 */
record Question(Method method, Map<Parameter, String> values) {

    static Question of(Method method, Params params) {
        Map<Parameter, String> values = new TreeMap<>();
        Accepts accepts = method.getAnnotation(Accepts.class);
        if (accepts != null) {
            for (Parameter parameter : accepts.value()) {
                String value = params.text(parameter);
                if (value != null) {
                    values.put(parameter, value);
                }
            }
        }
        return new Question(method, values);
    }
}
