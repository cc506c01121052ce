package io.tillstream.contracts.event;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Steps through JSON in UTF-8 and reads values straight from the bytes. Takes less than JSON allows, never more: what it does not take, it leaves by {@link
 * UnusualEventException}. Not thread-safe.
 */
final class JsonCursor {

    private static final byte[] NOTHING = {};
    private static final int MAX_DIGITS = 17;
    private static final int MAX_UNITS_DIGITS = 12;
    private static final int DECIMALS = 6;
    private static final long[] POWERS_OF_TEN = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};

    private byte[] bytes = NOTHING;
    private int position;
    private int end;

    private int from;
    private int to;
    private boolean plain;
    private boolean escaped;

    private long digits;
    private int decimals;
    private int unitsDigits;
    private boolean whole;

    void open(byte[] json, int offset, int length) {
        bytes = json;
        position = offset;
        end = offset + length;
    }

    /** Lets go of the document. */
    void close() {
        bytes = NOTHING;
    }

    /** The next byte that is no white space; it is not taken. */
    byte peek() throws UnusualEventException {
        while (position < end) {
            byte next = bytes[position];
            if (next > ' ') {
                return next;
            }
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                break;
            }
            position++;
        }
        throw UnusualEventException.INSTANCE;
    }

    /** Takes one byte, after white space. */
    void take(char expected) throws UnusualEventException {
        if (peek() != expected) {
            throw UnusualEventException.INSTANCE;
        }
        position++;
    }

    /** Takes the bracket that begins an object or array; false when it ends at once. */
    boolean enter(char opening, char closing) throws UnusualEventException {
        take(opening);
        if (peek() != closing) {
            return true;
        }
        position++;
        return false;
    }

    /** Takes the comma before a further element, or the closing bracket: then false. */
    boolean goesOn(char closing) throws UnusualEventException {
        byte next = peek();
        position++;
        if (next == ',') {
            return true;
        }
        if (next != closing) {
            throw UnusualEventException.INSTANCE;
        }
        return false;
    }

    /** There must be nothing but white space up to the end. */
    void takeEnd() throws UnusualEventException {
        for (; position < end; position++) {
            byte next = bytes[position];
            if (next != ' ' && next != '\n' && next != '\r' && next != '\t') {
                throw UnusualEventException.INSTANCE;
            }
        }
    }

    /** Takes a field's name and the colon, and finds the name; {@link NameTable#NONE} when it is none of these. */
    int name(NameTable names) throws UnusualEventException {
        scanText();
        if (escaped) {
            // might be one of the names all the same
            throw UnusualEventException.INSTANCE;
        }
        take(':');
        return names.find(bytes, from, to - from);
    }

    /** The name that {@link #name} took; to be called before anything else is taken. */
    String nameText(@Nullable TextCache cache) throws UnusualEventException {
        return string(TextKind.LABEL, cache);
    }

    /** Takes a text that is one of these names; {@link NameTable#NONE} for null. */
    int oneOf(NameTable names) throws UnusualEventException {
        if (takeNull()) {
            return NameTable.NONE;
        }
        scanText();
        int found = names.find(bytes, from, to - from);
        if (found < 0) {
            throw UnusualEventException.INSTANCE;
        }
        return found;
    }

    /** Takes a null, if there is one. */
    boolean takeNull() throws UnusualEventException {
        return peek() == 'n' && takeWord("null");
    }

    /** Takes a literal that is known to begin here. */
    boolean takeWord(String word) throws UnusualEventException {
        if (position + word.length() > end) {
            throw UnusualEventException.INSTANCE;
        }
        for (int i = 0; i < word.length(); i++) {
            if (bytes[position + i] != word.charAt(i)) {
                throw UnusualEventException.INSTANCE;
            }
        }
        position += word.length();
        return true;
    }

    /** An id: text, or a whole number as text; null for null. */
    @Nullable
    String id(TextKind kind, @Nullable TextCache cache) throws UnusualEventException {
        byte next = peek();
        if (next == '"') {
            scanText();
            return string(kind, cache);
        }
        if (next == 'n') {
            takeWord("null");
            return null;
        }
        int start = position;
        scanNumber();
        if (!whole) {
            throw UnusualEventException.INSTANCE;
        }
        return new String(bytes, start, position - start, StandardCharsets.ISO_8859_1);
    }

    /** A text; null when it is empty or null. */
    @Nullable
    String text(TextKind kind, @Nullable TextCache cache) throws UnusualEventException {
        if (takeNull()) {
            return null;
        }
        scanText();
        return from == to ? null : string(kind, cache);
    }

    /** A text as it stands, also an empty one. */
    String rawText() throws UnusualEventException {
        scanText();
        return string(TextKind.TEXT, null);
    }

    /** Takes a time in the usual form into a draft; any other text goes there as it is, to be judged later. */
    void time(EventDraft draft) throws UnusualEventException {
        if (takeNull()) {
            return;
        }
        scanText();
        draft.time = Timestamps.parseUsualForm(bytes, from, to - from);
        if (draft.time == null && from != to) {
            draft.timestamp = string(TextKind.LABEL, null);
        }
    }

    /** An amount from 0 to {@code maxMicros}. */
    long amount(long maxMicros) throws UnusualEventException {
        scanNumber();
        if (digits < 0 || unitsDigits > MAX_UNITS_DIGITS) {
            throw UnusualEventException.INSTANCE;
        }
        long micros = decimals <= DECIMALS ? digits * POWERS_OF_TEN[decimals] : Amounts.ofDecimal(decimal());
        if (micros > maxMicros) {
            throw UnusualEventException.INSTANCE;
        }
        return micros;
    }

    /** A whole number from {@code min} to {@code max}. */
    int integer(int min, int max) throws UnusualEventException {
        scanNumber();
        if (!whole || digits < min || digits > max) {
            throw UnusualEventException.INSTANCE;
        }
        return (int) digits;
    }

    /** A number that has no name in the contract: Long or BigDecimal. */
    Object number() throws UnusualEventException {
        scanNumber();
        return whole ? (Object) digits : decimal();
    }

    private BigDecimal decimal() {
        return BigDecimal.valueOf(digits, decimals);
    }

    private String string(TextKind kind, @Nullable TextCache cache) throws UnusualEventException {
        int place = cache == null || from == to ? -1 : cache.place(bytes, from, to);
        if (cache == null || place < 0) {
            return decode(kind);
        }
        String known = cache.find(place, bytes, from, to);
        if (known != null) {
            return known;
        }
        String text = decode(kind);
        // remembered only if it is right wherever it may be found again
        if (plain ? bytes[from] != ' ' : TextKind.ID.problemOf(text, true) == null) {
            cache.put(place, bytes, from, to, text);
        }
        return text;
    }

    private String decode(TextKind kind) throws UnusualEventException {
        int length = to - from;
        if (plain) {
            if (length > kind.maxChars() || kind.isId() && (length == 0 || bytes[from] == ' ')) {
                throw UnusualEventException.INSTANCE;
            }
            return new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        }
        String text = Escapes.decode(bytes, from, to, escaped);
        if (kind.problemOf(text, true) != null) {
            throw UnusualEventException.INSTANCE;
        }
        return text;
    }

    /** Takes a text and notes where it is. */
    private void scanText() throws UnusualEventException {
        take('"');
        int i = position;
        from = i;
        escaped = false;
        while (i + Words.BYTES <= end) {
            long marks = Words.notPlain(Words.at(bytes, i));
            if (marks != 0) {
                i += Words.before(marks);
                break;
            }
            i += Words.BYTES;
        }
        if (i < end && bytes[i] == '"') {
            plain = true;
            to = i;
            position = i + 1;
        } else {
            scanAnyText(i);
        }
    }

    private void scanAnyText(int start) throws UnusualEventException {
        boolean ascii = true;
        int i = start;
        while (i < end) {
            byte b = bytes[i];
            if (b == '"') {
                plain = ascii && !escaped;
                to = i;
                position = i + 1;
                return;
            }
            if (b == '\\') {
                escaped = true;
                i++;
            } else if (b < 0 || b == 0x7f) {
                ascii = false;
            } else if (b < ' ') {
                break;
            }
            i++;
        }
        throw UnusualEventException.INSTANCE;
    }

    /** Takes a number of at most 17 digits without an exponent. */
    private void scanNumber() throws UnusualEventException {
        boolean negative = peek() == '-';
        int i = negative ? position + 1 : position;
        int start = i;
        long value = 0;
        while (i < end && bytes[i] >= '0' && bytes[i] <= '9' && i - start < MAX_DIGITS) {
            value = value * 10 + (bytes[i] - '0');
            i++;
        }
        unitsDigits = i - start;
        if (i == start || bytes[start] == '0' && (i - start > 1 || negative)) {
            throw UnusualEventException.INSTANCE;
        }
        whole = i == end || bytes[i] != '.';
        decimals = 0;
        if (!whole) {
            int point = i++;
            while (i < end && bytes[i] >= '0' && bytes[i] <= '9' && i - start <= MAX_DIGITS) {
                value = value * 10 + (bytes[i] - '0');
                i++;
            }
            decimals = i - point - 1;
            if (decimals == 0) {
                throw UnusualEventException.INSTANCE;
            }
        }
        // an exponent or a further digit is none of the bytes that may follow, and so is found by who goes on
        digits = negative ? -value : value;
        position = i;
    }
}
