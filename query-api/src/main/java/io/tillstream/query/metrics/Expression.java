package io.tillstream.query.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An expression over measures and other metrics. Numbers are decimal, of 34 digits; what is divided by zero, or made of it, has no value. */
sealed interface Expression {

    /** Its value, or null where there is none. */
    @Nullable
    BigDecimal value(Function<String, @Nullable BigDecimal> names);

    /** Tells each name in it with its position, from 1. */
    void names(BiConsumer<String, Integer> told);

    /** A number. */
    record Constant(BigDecimal number) implements Expression {

        @Override
        public BigDecimal value(Function<String, @Nullable BigDecimal> names) {
            return number;
        }

        @Override
        public void names(BiConsumer<String, Integer> told) {}
    }

    /**
     * A measure or a metric.
     *
     * @param position where it stands, from 1
     */
    record Name(String name, int position) implements Expression {

        @Override
        public @Nullable BigDecimal value(Function<String, @Nullable BigDecimal> names) {
            return names.apply(name);
        }

        @Override
        public void names(BiConsumer<String, Integer> told) {
            told.accept(name, position);
        }
    }

    /** Less than nothing. */
    record Negative(Expression of) implements Expression {

        @Override
        public @Nullable BigDecimal value(Function<String, @Nullable BigDecimal> names) {
            BigDecimal value = of.value(names);
            return value == null ? null : value.negate();
        }

        @Override
        public void names(BiConsumer<String, Integer> told) {
            of.names(told);
        }
    }

    /** Two of them, by {@code +}, {@code -}, {@code *} or {@code /}. */
    record Operation(char sign, Expression left, Expression right) implements Expression {

        @Override
        public @Nullable BigDecimal value(Function<String, @Nullable BigDecimal> names) {
            BigDecimal a = left.value(names);
            BigDecimal b = right.value(names);
            if (a == null || b == null) {
                return null;
            }
            return switch (sign) {
                case '+' -> a.add(b, MathContext.DECIMAL128);
                case '-' -> a.subtract(b, MathContext.DECIMAL128);
                case '*' -> a.multiply(b, MathContext.DECIMAL128);
                default -> b.signum() == 0 ? null : a.divide(b, MathContext.DECIMAL128);
            };
        }

        @Override
        public void names(BiConsumer<String, Integer> told) {
            left.names(told);
            right.names(told);
        }
    }
}
