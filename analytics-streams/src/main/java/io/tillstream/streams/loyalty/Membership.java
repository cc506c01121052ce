package io.tillstream.streams.loyalty;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.Arrays;

/**
 * When is a customer a member? From the first day on which they did what makes a member, unless they said otherwise: of what was said, the newest up to a day holds
 * on that day. Does not depend on the order in which it becomes known.
 *
 * <p>Remembers what was said last on each of {@link #MAX_SAID} days; beyond that, one that says again what was said before it is forgotten, or else the oldest.
 */
final class Membership {

    static final int MAX_SAID = 64;

    private static final int NEVER = Integer.MAX_VALUE;
    private static final long[] NOTHING = new long[0];

    /** First day of an act that makes a member. */
    private int joinDay = NEVER;

    /** Times at which something was said, the last of each day, rising; and the day × 2 + 1 when it was yes. */
    private long[] times = NOTHING;

    private int[] said = new int[0];

    /** The customer did what makes a member. */
    void join(int day) {
        joinDay = Math.min(joinDay, day);
    }

    /** The customer, or the shop, said whether they are one; of two at the same time a yes counts. */
    void say(int day, long at, boolean member) {
        int code = day * 2 + (member ? 1 : 0);
        for (int i = 0; i < times.length; i++) {
            if (dayOf(i) == day) {
                if (at > times[i] || at == times[i] && member) {
                    times[i] = at;
                    said[i] = code;
                }
                return;
            }
        }
        if (times.length == MAX_SAID) {
            forget();
        }
        int place = -Arrays.binarySearch(times, at) - 1;
        long[] newTimes = new long[times.length + 1];
        int[] newSaid = new int[newTimes.length];
        System.arraycopy(times, 0, newTimes, 0, place);
        System.arraycopy(said, 0, newSaid, 0, place);
        System.arraycopy(times, place, newTimes, place + 1, times.length - place);
        System.arraycopy(said, place, newSaid, place + 1, said.length - place);
        newTimes[place] = at;
        newSaid[place] = code;
        times = newTimes;
        said = newSaid;
    }

    private void forget() {
        int gone = 0;
        for (int i = 1; i < said.length && gone == 0; i++) {
            gone = isYes(i) == isYes(i - 1) ? i : 0;
        }
        System.arraycopy(times, gone + 1, times, gone, times.length - gone - 1);
        System.arraycopy(said, gone + 1, said, gone, said.length - gone - 1);
        times = Arrays.copyOf(times, times.length - 1);
        said = Arrays.copyOf(said, said.length - 1);
    }

    private int dayOf(int index) {
        return said[index] >> 1;
    }

    private boolean isYes(int index) {
        return (said[index] & 1) == 1;
    }

    /** Whether the customer is a member at the end of a day. */
    boolean isOn(int day) {
        for (int i = said.length - 1; i >= 0; i--) {
            if (dayOf(i) <= day) {
                return isYes(i);
            }
        }
        return joinDay <= day;
    }

    /** Whether there is no day on which the customer is a member. */
    boolean isNever() {
        return since() == NEVER;
    }

    /** First day as a member; {@link Integer#MAX_VALUE} for none. */
    int since() {
        int first = joinDay != NEVER && isOn(joinDay) ? joinDay : NEVER;
        for (int i = 0; i < said.length; i++) {
            first = isYes(i) ? Math.min(first, dayOf(i)) : first;
        }
        return first;
    }

    /** Months in which something changes, or nothing; in any order. */
    int[] months() {
        int own = joinDay == NEVER ? 0 : 1;
        int[] months = new int[said.length + own];
        for (int i = 0; i < said.length; i++) {
            months[i] = Months.of(dayOf(i));
        }
        if (own == 1) {
            months[said.length] = Months.of(joinDay);
        }
        return months;
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(said.length);
        for (int i = 0; i < said.length; i++) {
            out.writeSigned(times[i]).writeSigned(said[i]);
        }
        out.writeByte(joinDay == NEVER ? 0 : 1);
        if (joinDay != NEVER) {
            out.writeSigned(joinDay);
        }
    }

    static Membership read(BinaryReader in) {
        Membership read = new Membership();
        int count = in.readCount();
        read.times = new long[count];
        read.said = new int[count];
        for (int i = 0; i < count; i++) {
            read.times[i] = in.readSigned();
            read.said[i] = (int) in.readSigned();
        }
        if (in.readByte() == 1) {
            read.joinDay = (int) in.readSigned();
        }
        return read;
    }
}
