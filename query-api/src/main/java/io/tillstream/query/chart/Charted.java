package io.tillstream.query.chart;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a row of this type is drawn. Names are those of the columns. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Charted {

    /** What is drawn. */
    Chart.Kind kind() default Chart.Kind.TREND;

    /** What the picture shows. */
    String title();

    /** Column along the horizontal axis; several are joined to one label. */
    String[] x() default {};

    /** Columns drawn: a series each; of a matrix the column along the vertical axis. */
    String[] y();

    /** Of a matrix the column that colours a cell. */
    String z() default "";
}
