package io.tillstream.dashboard.activity;

import io.tillstream.contracts.event.Action;
import io.tillstream.dashboard.channel.RecordReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of the log as they lie there, and how many of each kind reached it in each of the last {@link #SECONDS} seconds. Counting looks for the
 * action in the bytes, so that a busy log is not parsed; what is delivered twice counts twice here.
 *
 * <p>Holds a count per second and action, and the bytes of the newest {@link #SHOWN} events.
 */
public final class ActivityFeed implements RecordReader {

    /** An event and its place in the order of arrival. */
    record Entry(long number, byte[] value, Instant loggedAt) {}

    /** Length of the window, in seconds. */
    static final int SECONDS = 60;

    /** Room for the second that goes on, and some of the clocks' difference. */
    private static final int SLOTS = SECONDS + 4;

    private static final int SHOWN = 30;
    private static final byte[] FIELD = "\"action\"".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_ACTION = 40;

    private final Deque<Entry> latest = new ArrayDeque<>();
    private final long[] seconds = new long[SLOTS];
    private final long[][] counts = new long[SLOTS][Action.values().length];
    private long numbers;

    @Override
    public void read(ConsumerRecord<byte[], byte[]> record) {
        byte[] value = record.value();
        Action action = value == null ? null : actionOf(value);
        if (value == null || action == null) {
            return;
        }
        Instant loggedAt = Instant.ofEpochMilli(record.timestamp());
        count(loggedAt.getEpochSecond(), action);
        latest.addFirst(new Entry(++numbers, value, loggedAt));
        if (latest.size() > SHOWN) {
            latest.removeLast();
        }
    }

    private void count(long second, Action action) {
        int slot = (int) Math.floorMod(second, SLOTS);
        if (second < seconds[slot]) {
            return; // older than the window
        }
        if (second > seconds[slot]) {
            seconds[slot] = second;
            counts[slot] = new long[Action.values().length];
        }
        counts[slot][action.ordinal()]++;
    }

    /** The first value of a field of that name which is an action's name. */
    private static @Nullable Action actionOf(byte[] text) {
        int at = indexAfter(text, FIELD, 0);
        while (at >= 0) {
            int open = skip(text, at, ':');
            int start = open < 0 ? -1 : skip(text, open, '"');
            Action action = start < 0 ? null : Action.ofWireName(quoted(text, start));
            if (action != null) {
                return action;
            }
            at = indexAfter(text, FIELD, at);
        }
        return null;
    }

    private static int indexAfter(byte[] text, byte[] word, int from) {
        for (int start = from; start <= text.length - word.length; start++) {
            int matched = 0;
            while (matched < word.length && text[start + matched] == word[matched]) {
                matched++;
            }
            if (matched == word.length) {
                return start + matched;
            }
        }
        return -1;
    }

    /** The place after that character, when nothing but space stands before it; else −1. */
    private static int skip(byte[] text, int from, char wanted) {
        int at = from;
        while (at < text.length && text[at] <= ' ' && text[at] >= 0) {
            at++;
        }
        return at < text.length && text[at] == wanted ? at + 1 : -1;
    }

    private static String quoted(byte[] text, int start) {
        int end = start;
        while (end < text.length && end - start < LONGEST_ACTION && text[end] != '"') {
            end++;
        }
        return new String(text, start, end - start, StandardCharsets.US_ASCII);
    }

    /** Events in each of the last seconds before this one, the oldest first. */
    long[] perSecond(Instant now) {
        long[] sums = new long[SECONDS];
        long first = now.getEpochSecond() - SECONDS;
        for (int i = 0; i < SECONDS; i++) {
            int slot = (int) Math.floorMod(first + i, SLOTS);
            if (seconds[slot] == first + i) {
                for (long count : counts[slot]) {
                    sums[i] += count;
                }
            }
        }
        return sums;
    }

    /** Events of these seconds by action; those without any are left out. */
    Map<Action, Long> byAction(Instant now) {
        long end = now.getEpochSecond();
        Map<Action, Long> sums = new EnumMap<>(Action.class);
        for (int slot = 0; slot < SLOTS; slot++) {
            if (seconds[slot] >= end - SECONDS && seconds[slot] < end) {
                for (Action action : Action.values()) {
                    if (counts[slot][action.ordinal()] > 0) {
                        sums.merge(action, counts[slot][action.ordinal()], Long::sum);
                    }
                }
            }
        }
        return sums;
    }

    /** The newest events, newest first. */
    Iterable<Entry> latest() {
        return latest;
    }

    /** Differs after every event. */
    long version() {
        return numbers;
    }
}
