package io.tillstream.contracts.output;

/**
 * Two texts in one, for keys: whatever they hold, different pairs are different texts.
 *
 * @param first any text
 * @param second any text
 */
public record TextPair(String first, String second) {

    private static final char BETWEEN = '|';
    private static final char ESCAPE = '\\';

    /** Both, with a bar between them; bars and backslashes of the first have a backslash in front. */
    public String text() {
        boolean plain = first.indexOf(BETWEEN) < 0 && first.indexOf(ESCAPE) < 0;
        String escaped = plain ? first : first.replace("\\", "\\\\").replace("|", "\\|");
        return escaped + BETWEEN + second;
    }

    /**
     * Reads what {@link #text} made.
     *
     * @throws IllegalArgumentException when there is no bar
     */
    public static TextPair of(String text) {
        StringBuilder first = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (next == BETWEEN) {
                return new TextPair(first.toString(), text.substring(i + 1));
            }
            if (next == ESCAPE && i + 1 < text.length()) {
                next = text.charAt(++i);
            }
            first.append(next);
        }
        throw new IllegalArgumentException("not two texts: " + text);
    }
}
