package io.tillstream.query.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The query parameters that an endpoint honours. Any other is answered by 400; without this annotation, all are. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Accepts {
    /** The parameters, {@code format} aside, which belongs to all. */
    Parameter[] value();
}
