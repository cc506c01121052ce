package io.tillstream.ingest.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds where each event of a body begins and ends, without reading it: by brackets and quotes alone. So one event that is not JSON is refused by itself,
 * and no more than one at a time is in memory as an object.
 */
final class EventSplitter {

    private static final byte QUOTE = '"';
    private static final byte BACKSLASH = '\\';

    private final byte[] body;
    private final int maxEvents;
    private final List<Slice> slices = new ArrayList<>();

    /** The bytes of one event. */
    record Slice(int offset, int length) {}

    private EventSplitter(byte[] body, int maxEvents) {
        this.body = body;
        this.maxEvents = maxEvents;
    }

    /**
     * The events of a body in order.
     *
     * @throws BodyException when there is none, there are too many, or an array does not end
     */
    static List<Slice> split(byte[] body, BodyFormat format, int maxEvents) throws BodyException {
        EventSplitter splitter = new EventSplitter(body, maxEvents);
        if (format == BodyFormat.NDJSON) {
            splitter.splitLines();
        } else {
            splitter.splitJson();
        }
        return splitter.slices;
    }

    private void splitLines() throws BodyException {
        int start = afterByteOrderMark();
        for (int i = start; i <= body.length; i++) {
            if (i == body.length || body[i] == '\n') {
                if (skipSpace(start, i) < i) {
                    add(start, i);
                }
                start = i + 1;
            }
        }
        if (slices.isEmpty()) {
            throw unreadable("is empty; send one JSON object per line");
        }
    }

    private void splitJson() throws BodyException {
        int first = skipSpace(afterByteOrderMark(), body.length);
        if (first == body.length) {
            throw unreadable("is empty; send one JSON object or an array of them");
        }
        if (body[first] == '{') {
            add(first, body.length);
        } else if (body[first] == '[') {
            splitArray(first + 1);
        } else {
            throw unreadable("is neither a JSON object nor an array");
        }
    }

    private void splitArray(int from) throws BodyException {
        int start = from;
        int depth = 0;
        for (int i = from; i < body.length; i++) {
            byte b = body[i];
            if (b == QUOTE) {
                i = endOfText(i + 1);
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == ',' && depth == 0) {
                add(start, i);
                start = i + 1;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth < 0) {
                    endArray(start, i, b);
                    return;
                }
            }
        }
        throw unreadable("is an array that does not end: a bracket or a quote is missing");
    }

    /** Where the quote is that ends a text; the end of the body when there is none. */
    private int endOfText(int from) {
        byte[] bytes = body;
        int i = from;
        while (i < bytes.length && bytes[i] != QUOTE) {
            i += bytes[i] == BACKSLASH ? 2 : 1;
        }
        return i;
    }

    private void endArray(int start, int end, byte bracket) throws BodyException {
        if (bracket != ']') {
            throw unreadable("has a closing brace too many at byte " + end);
        }
        if (!slices.isEmpty() || skipSpace(start, end) < end) {
            add(start, end);
        }
        if (skipSpace(end + 1, body.length) < body.length) {
            throw unreadable("goes on after the end of the array at byte " + end);
        }
    }

    private void add(int start, int end) throws BodyException {
        if (slices.size() == maxEvents) {
            throw new BodyException(
                    ProblemKind.TOO_LARGE,
                    String.format(Locale.ROOT, "A request has at most %,d events; send several", maxEvents));
        }
        slices.add(new Slice(start, end - start));
    }

    private int afterByteOrderMark() {
        boolean marked =
                body.length >= 3 && (body[0] & 0xff) == 0xef && (body[1] & 0xff) == 0xbb && (body[2] & 0xff) == 0xbf;
        return marked ? 3 : 0;
    }

    private int skipSpace(int from, int to) {
        int i = from;
        while (i < to && (body[i] == ' ' || body[i] == '\n' || body[i] == '\r' || body[i] == '\t')) {
            i++;
        }
        return i;
    }

    private static BodyException unreadable(String what) {
        return new BodyException(ProblemKind.UNREADABLE_BODY, "The body " + what);
    }
}
