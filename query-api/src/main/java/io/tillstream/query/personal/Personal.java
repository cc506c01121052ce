package io.tillstream.query.personal;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text that says who a customer is (name, e-mail address, phone number), or that a customer wrote. Whoever may not see all of its kinds gets
 * {@value PersonalData#MASK} for it in every answer and every export; null stays null.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Personal {

    /** What is in it. */
    PersonalKind[] value();
}
