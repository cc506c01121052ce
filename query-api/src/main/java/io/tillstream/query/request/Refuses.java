package io.tillstream.query.request;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Problems that only some endpoints answer with; those that any may answer with are known without. The API's description lists both. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Refuses {
    /** The problems. */
    ProblemCode[] value();
}
