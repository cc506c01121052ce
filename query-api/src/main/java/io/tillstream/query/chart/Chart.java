package io.tillstream.query.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chart, apart from how it is put on screen or paper.
 *
 * @param kind what is drawn
 * @param title what it shows
 * @param xTitle what stands along the horizontal axis
 * @param yTitle what stands along the vertical axis, with its unit
 * @param x places along the horizontal axis; of a funnel the steps
 * @param series what is drawn, each with a value per place; of a matrix a line of it each, from the bottom
 */
public record Chart(Kind kind, String title, String xTitle, String yTitle, List<String> x, List<Series> series) {

    /** What is drawn. */
    public enum Kind {
        /** Lines when the places are days or months, bars otherwise. */
        TREND,
        /** Lines. */
        LINES,
        /** Bars beside one another. */
        BARS,
        /** A line, then its lower and its upper bound. */
        BAND,
        /** Steps that narrow. */
        FUNNEL,
        /** Cells, coloured by value. */
        MATRIX
    }

    /**
     * One line, one colour of bars, or one row of a matrix.
     *
     * @param values null where there is none
     */
    public record Series(String name, List<@Nullable Double> values) {}

    /** Whether there is something to draw. */
    public boolean hasValues() {
        return series.stream().anyMatch(one -> one.values().stream().anyMatch(value -> value != null));
    }
}
