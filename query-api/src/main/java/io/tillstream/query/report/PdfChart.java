package io.tillstream.query.report;

import io.tillstream.query.chart.Chart;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Draws a chart into a rectangle.
 *
 * @param pen what draws
 * @param x left edge
 * @param y lower edge
 */
record PdfChart(PdfPen pen, float x, float y, float width, float height) {

    private static final float LEFT = 58;
    private static final float BELOW = 30;
    private static final float ABOVE = 22;
    private static final float SMALL = 7;
    private static final int TICKS = 4;
    private static final int MOST_LABELS = 12;
    private static final int DARKEST = 0x0072B2;
    private static final int PERCENT = 100;

    void draw(Chart chart) {
        switch (chart.kind()) {
            case MATRIX -> matrix(chart);
            case FUNNEL -> funnel(chart);
            default -> alongX(chart);
        }
    }

    private float left() {
        return x + LEFT;
    }

    private float inner() {
        return width - LEFT;
    }

    private float bottom() {
        return y + BELOW;
    }

    private float tall() {
        return height - BELOW - ABOVE;
    }

    private void alongX(Chart chart) {
        double most = values(chart).max().orElse(0);
        double least = Math.min(0, values(chart).min().orElse(0));
        double step = step(most - least);
        double low = Math.floor(least / step) * step;
        double high = Math.max(low + step, Math.ceil(most / step) * step);
        for (double tick = low; tick <= high + step / 2; tick += step) {
            float at = up(tick, low, high);
            pen.line(left(), at, left() + inner(), at, PdfPen.RULE);
            pen.textTo(left() - 4, at - 2, SMALL, PdfPen.PALE, PdfNumbers.tick(tick));
        }
        legend(chart);
        labels(chart.x());
        for (int i = 0; i < chart.series().size(); i++) {
            int colour = PdfPen.COLOURS.get(i % PdfPen.COLOURS.size());
            List<@Nullable Double> values = chart.series().get(i).values();
            if (chart.kind() == Chart.Kind.BARS) {
                bars(values, i, chart.series().size(), low, high, colour);
            } else {
                line(values, low, high, colour);
            }
        }
    }

    private static DoubleStream values(Chart chart) {
        DoubleStream.Builder known = DoubleStream.builder();
        for (Chart.Series one : chart.series()) {
            for (Double value : one.values()) {
                if (value != null) {
                    known.add(value);
                }
            }
        }
        return known.build();
    }

    /** 1, 2 or 5 times a power of ten, so that there are about four steps. */
    private static double step(double range) {
        double rough = Math.max(range, 1e-9) / TICKS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double leading = rough / power;
        return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
    }

    private float up(double value, double low, double high) {
        return bottom() + (float) ((value - low) / (high - low) * tall());
    }

    private float across(int place, int places) {
        return left() + inner() * (place + 0.5f) / places;
    }

    private void bars(List<@Nullable Double> values, int series, int all, double low, double high, int colour) {
        float room = inner() / values.size();
        float bar = room * 0.8f / all;
        float zero = up(0, low, high);
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value != null) {
                float top = up(value, low, high);
                pen.area(
                        left() + room * i + room * 0.1f + bar * series,
                        Math.min(zero, top),
                        bar,
                        Math.abs(top - zero),
                        colour);
            }
        }
    }

    /** A gap where there is no value. */
    private void line(List<@Nullable Double> values, double low, double high, int colour) {
        List<float[]> points = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            if (value == null) {
                pen.line(points, 1.2f, colour);
                points.clear();
            } else {
                points.add(new float[] {across(i, values.size()), up(value, low, high)});
            }
        }
        if (points.size() == 1) {
            pen.area(points.getFirst()[0] - 1, points.getFirst()[1] - 1, 2, 2, colour);
        }
        pen.line(points, 1.2f, colour);
    }

    private void legend(Chart chart) {
        float at = left();
        float line = y + height - 8;
        for (int i = 0; i < chart.series().size(); i++) {
            String name = chart.series().get(i).name().replace('_', ' ');
            pen.area(at, line, 6, 6, PdfPen.COLOURS.get(i % PdfPen.COLOURS.size()));
            pen.text(at + 9, line, SMALL, PdfPen.INK, name);
            at += 20 + pen.font().width(pen.font().writable(name), SMALL);
        }
        pen.textTo(left() + inner(), line, SMALL, PdfPen.PALE, chart.yTitle());
    }

    private void labels(List<String> places) {
        int every = Math.max(1, Math.ceilDiv(places.size(), MOST_LABELS));
        float room = inner() / Math.max(1, places.size()) * every;
        for (int i = 0; i < places.size(); i += every) {
            pen.textAround(
                    across(i, places.size()),
                    bottom() - 11,
                    SMALL,
                    PdfPen.PALE,
                    pen.font().fitting(places.get(i), SMALL, room - 3));
        }
    }

    private void matrix(Chart chart) {
        double most = values(chart).max().orElse(0);
        labels(chart.x());
        pen.text(left(), y + height - 8, SMALL, PdfPen.PALE, chart.title() + "; darkest " + PdfNumbers.tick(most));
        float cell = inner() / Math.max(1, chart.x().size());
        float row = tall() / Math.max(1, chart.series().size());
        for (int i = 0; i < chart.series().size(); i++) {
            Chart.Series line = chart.series().get(i);
            float at = bottom() + row * i;
            pen.textTo(left() - 4, at + row / 2 - 2, SMALL, PdfPen.PALE, line.name());
            for (int j = 0; j < line.values().size(); j++) {
                Double value = line.values().get(j);
                if (value != null) {
                    pen.area(left() + cell * j, at, cell * 0.95f, row * 0.92f, shade(most <= 0 ? 0 : value / most));
                }
            }
        }
    }

    /** From nearly white to the darkest colour. */
    private static int shade(double share) {
        double part = Math.clamp(share, 0, 1);
        int colour = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int dark = DARKEST >> shift & 0xFF;
            colour |= (int) Math.round(0xF2 + (dark - 0xF2) * part) << shift;
        }
        return colour;
    }

    private void funnel(Chart chart) {
        if (chart.series().isEmpty()) {
            return;
        }
        List<@Nullable Double> values = chart.series().getFirst().values();
        double most = Math.max(1, values(chart).max().orElse(1));
        float row = (height - ABOVE) / Math.max(1, chart.x().size());
        for (int i = 0; i < values.size(); i++) {
            Double value = values.get(i);
            double count = value == null ? 0 : value;
            float wide = (float) (inner() * 0.8 * count / most);
            float at = y + height - ABOVE - row * (i + 1);
            float middle = left() + inner() / 2;
            pen.area(middle - wide / 2, at, wide, row * 0.8f, PdfPen.COLOURS.getFirst());
            pen.textTo(
                    left() - 4, at + row * 0.3f, SMALL, PdfPen.PALE, chart.x().get(i));
            pen.textTo(
                    left() + inner(),
                    at + row * 0.3f,
                    SMALL,
                    PdfPen.INK,
                    PdfNumbers.tick(count) + " (" + Math.round(PERCENT * count / most) + " %)");
        }
    }
}
