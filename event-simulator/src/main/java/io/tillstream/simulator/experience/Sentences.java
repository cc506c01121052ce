package io.tillstream.simulator.experience;

import io.tillstream.simulator.random.Dice;
import java.util.Locale;

/** Puts what customers write together. All sentences are the product's own, in English. */
public final class Sentences {

    private static final String PRODUCT = "product";
    private static final Topic[] TOPICS = Topic.values();

    private Sentences() {}

    /**
     * What somebody writes.
     *
     * @param topic what it is about first
     * @param product what a product is called
     * @param count number of sentences; the further ones are about other things in the same mood
     */
    public static String write(Dice dice, Topic topic, Mood mood, String product, int count) {
        StringBuilder text = new StringBuilder(sentence(dice, topic, mood, product));
        for (int i = 1; i < count; i++) {
            text.append(' ').append(sentence(dice, anyTopic(dice), mood, product));
        }
        return text.toString();
    }

    /** Something to write about. */
    public static Topic anyTopic(Dice dice) {
        return TOPICS[(int) dice.between(0, TOPICS.length - 1)];
    }

    private static String sentence(Dice dice, Topic topic, Mood mood, String product) {
        StringBuilder out = new StringBuilder(96);
        String form = dice.oneOf(Phrases.of(topic, mood));
        expand(form, 0, form.length(), dice, product.toLowerCase(Locale.ROOT), out);
        out.setCharAt(0, Character.toUpperCase(out.charAt(0)));
        return out.toString();
    }

    /** Writes a piece of a form, and one choice of each pair of braces in it. */
    private static void expand(String form, int from, int to, Dice dice, String product, StringBuilder out) {
        int at = from;
        while (at < to) {
            char c = form.charAt(at);
            if (c != '{') {
                out.append(c);
                at++;
                continue;
            }
            int end = closing(form, at);
            if (form.startsWith(PRODUCT, at + 1) && end == at + 1 + PRODUCT.length()) {
                out.append(product);
            } else {
                choose(form, at + 1, end, dice, product, out);
            }
            at = end + 1;
        }
    }

    private static void choose(String form, int from, int to, Dice dice, String product, StringBuilder out) {
        int choices = 1;
        for (int at = from, depth = 0; at < to; at++) {
            depth += depthOf(form.charAt(at));
            choices += depth == 0 && form.charAt(at) == '|' ? 1 : 0;
        }
        long chosen = dice.between(0, choices - 1);
        int begin = from;
        for (int at = from, depth = 0; at <= to; at++) {
            boolean ends = at == to || (depth == 0 && form.charAt(at) == '|');
            if (ends) {
                if (chosen-- == 0) {
                    expand(form, begin, at, dice, product, out);
                    return;
                }
                begin = at + 1;
            } else {
                depth += depthOf(form.charAt(at));
            }
        }
    }

    private static int closing(String form, int open) {
        int depth = 0;
        for (int at = open; at < form.length(); at++) {
            depth += depthOf(form.charAt(at));
            if (depth == 0) {
                return at;
            }
        }
        throw new IllegalStateException("a brace is not closed: " + form);
    }

    private static int depthOf(char c) {
        return c == '{' ? 1 : c == '}' ? -1 : 0;
    }
}
