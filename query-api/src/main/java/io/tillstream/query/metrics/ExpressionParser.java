package io.tillstream.query.metrics;

import java.math.BigDecimal;

/**
 * Reads an expression: numbers, names, {@code + - * /} with the usual precedence, from left to right, and parentheses.
 *
 * <pre>
 * sum     = product { ("+" | "-") product }
 * product = factor { ("*" | "/") factor }
 * factor  = "-" factor | number | name | "(" sum ")"
 * </pre>
 */
final class ExpressionParser {

    static final int LONGEST = 1_000;
    private static final int DEEPEST = 50;
    private static final int MOST_DIGITS = 20;

    private final String text;
    private int next;
    private int depth;

    private ExpressionParser(String text) {
        this.text = text;
    }

    /**
     * @throws InvalidExpressionException naming what is wrong and where
     */
    static Expression parse(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidExpressionException(LONGEST + 1, "longer than 1,000 characters");
        }
        ExpressionParser parser = new ExpressionParser(text);
        Expression all = parser.sum();
        if (!parser.isAtEnd()) {
            throw parser.fault(
                    parser.peek() == ')'
                            ? "a parenthesis that was not opened"
                            : "an operator (+ - * /) is missing before '" + parser.peek() + "'");
        }
        return all;
    }

    private Expression sum() {
        Expression left = product();
        while (!isAtEnd() && (peek() == '+' || peek() == '-')) {
            char sign = text.charAt(next++);
            left = new Expression.Operation(sign, left, product());
        }
        return left;
    }

    private Expression product() {
        Expression left = factor();
        while (!isAtEnd() && (peek() == '*' || peek() == '/')) {
            char sign = text.charAt(next++);
            left = new Expression.Operation(sign, left, factor());
        }
        return left;
    }

    private Expression factor() {
        if (isAtEnd()) {
            throw fault(text.isBlank() ? "the expression is empty" : "a measure, a number or a parenthesis is missing");
        }
        if (++depth > DEEPEST) {
            throw fault("nested more than " + DEEPEST + " deep");
        }
        char c = peek();
        Expression factor;
        if (c == '-') {
            next++;
            factor = new Expression.Negative(factor());
        } else if (c == '(') {
            factor = inParentheses();
        } else if (isDigit(c) || c == '.') {
            factor = number();
        } else if (isLetter(c)) {
            factor = name();
        } else {
            throw fault("a measure, a number or a parenthesis is expected, not '" + c + "'");
        }
        depth--;
        return factor;
    }

    private Expression inParentheses() {
        int opened = next++;
        Expression inner = sum();
        if (isAtEnd()) {
            throw new InvalidExpressionException(opened + 1, "a parenthesis that is never closed");
        }
        if (peek() != ')') {
            throw fault("an operator (+ - * /) or ) is missing before '" + peek() + "'");
        }
        next++;
        return inner;
    }

    private Expression number() {
        int start = next;
        while (next < text.length() && (isDigit(text.charAt(next)) || text.charAt(next) == '.')) {
            next++;
        }
        String digits = text.substring(start, next);
        try {
            if (digits.length() <= MOST_DIGITS) {
                return new Expression.Constant(new BigDecimal(digits));
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new InvalidExpressionException(start + 1, "'" + digits + "' is not a number such as 0.25");
    }

    private Expression name() {
        int start = next;
        while (next < text.length() && (isLetter(text.charAt(next)) || isDigit(text.charAt(next)))) {
            next++;
        }
        return new Expression.Name(text.substring(start, next), start + 1);
    }

    private boolean isAtEnd() {
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next == text.length();
    }

    private char peek() {
        return text.charAt(next);
    }

    private InvalidExpressionException fault(String reason) {
        return new InvalidExpressionException(Math.min(next, text.length()) + 1, reason);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
