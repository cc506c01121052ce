package io.tillstream.query.recent;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A resource whose answers to GET are the same for everybody who may ask, depend on the parameters it {@link io.tillstream.query.request.Accepts accepts} alone, and may be
 * some seconds old when they take long to make: see {@link RecentAnswers}.
 */
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Recent {}
