package io.tillstream.dashboard.live;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The {@code id} of a server-sent event: what its reader has after it, of every channel. A browser sends it back as {@code Last-Event-ID} when it reconnects. Written as
 * {@code stream:channel.number,channel.number}, the numbers counted from the beginning of that run of the gateway, in base 36.
 *
 * @param stream the run of the gateway
 * @param last by channel, the number of the state that the reader has
 */
record EventId(String stream, Map<String, Long> last) {

    private static final int LONGEST = 4_096;
    private static final int RADIX = Character.MAX_RADIX;

    /** Says what a reader has. */
    static String write(String stream, Map<String, Long> seen) {
        long first = Long.parseLong(stream, RADIX);
        StringBuilder text = new StringBuilder(stream).append(':');
        seen.forEach((channel, number) -> {
            if (number != ChannelLog.NOTHING_SEEN) {
                text.append(text.charAt(text.length() - 1) == ':' ? "" : ",")
                        .append(channel)
                        .append('.')
                        .append(Long.toString(number - first, RADIX));
            }
        });
        return text.toString();
    }

    /** What a client says that it has; null when it says nothing that this gateway would have written. */
    static @Nullable EventId read(@Nullable String text) {
        int colon = text == null ? -1 : text.indexOf(':');
        if (text == null || colon < 1 || text.length() > LONGEST) {
            return null;
        }
        try {
            String stream = text.substring(0, colon);
            long first = Long.parseLong(stream, RADIX);
            Map<String, Long> last = new HashMap<>();
            for (String part : text.substring(colon + 1).split(",")) {
                int dot = part.indexOf('.');
                if (dot > 0) {
                    last.put(
                            part.substring(0, dot),
                            Math.addExact(first, Long.parseLong(part.substring(dot + 1), RADIX)));
                }
            }
            return new EventId(stream, last);
        } catch (NumberFormatException | ArithmeticException e) {
            return null;
        }
    }
}
