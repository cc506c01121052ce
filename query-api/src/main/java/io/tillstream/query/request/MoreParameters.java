package io.tillstream.query.request;

import java.lang.reflect.Method;
import java.util.Set;

/** Parameters that an endpoint takes without naming them in {@link Accepts}, because all of its kind do. */
public interface MoreParameters {

    /** Those of a resource method. */
    Set<Parameter> of(Method method);
}
