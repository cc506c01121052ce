package io.tillstream.contracts.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The kinds of text in an event and what each may hold. */
enum TextKind {
    EVENT_ID(EventBounds.MAX_EVENT_ID_CHARS, true),
    ID(EventBounds.MAX_ID_CHARS, true),
    LABEL(EventBounds.MAX_LABEL_CHARS, true),
    TITLE(EventBounds.MAX_TITLE_CHARS, false),
    URL(EventBounds.MAX_URL_CHARS, false),
    TEXT(EventBounds.MAX_TEXT_CHARS, false);

    private final int maxChars;
    private final boolean singleLine;

    TextKind(int maxChars, boolean singleLine) {
        this.maxChars = maxChars;
        this.singleLine = singleLine;
    }

    /** The most characters that such a text may have. */
    int maxChars() {
        return maxChars;
    }

    /** Whether an empty value is an error; in other texts it stands for "not given". */
    boolean isId() {
        return this == EVENT_ID || this == ID;
    }

    /**
     * What is wrong with a text, in words; null when nothing is.
     *
     * @param mayHoldAnyCharacter whether the document had escapes; without them a JSON parser has refused most of the bad characters already
     */
    @Nullable
    String problemOf(String text, boolean mayHoldAnyCharacter) {
        if (text.length() > maxChars) {
            return String.format(
                    Locale.ROOT, "is %,d characters long; at most %,d are allowed", text.length(), maxChars);
        }
        if (isId() && text.isBlank()) {
            return "must not be blank; leave it out if there is none";
        }
        if (singleLine) {
            for (int i = 0; i < text.length(); i++) {
                if (Character.isISOControl(text.charAt(i))) {
                    return "contains a control character; only printable text is allowed here";
                }
            }
        }
        return mayHoldAnyCharacter ? illegalCharacter(text) : null;
    }

    private static @Nullable String illegalCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "contains the character U+0000, which is not text";
            }
            if (Character.isSurrogate(c)) {
                if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return "contains half of a surrogate pair, which is not text; send the whole character";
                }
            }
        }
        return null;
    }
}
