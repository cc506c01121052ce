package io.tillstream.streams.experience;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one ticket: when it was opened and the steps it took, by event time, in whatever order they came. A ticket whose opening is not known yet
 * keeps its steps and counts nothing. Remembers {@link #MAX_STEPS} steps; later ones change nothing.
 */
final class Ticket {

    static final int MAX_STEPS = 64;

    /** The shop did something. */
    static final int WORKED_ON = 0;
    /** It is open again. */
    static final int REOPENED = 1;
    /** It is resolved. */
    static final int RESOLVED = 2;

    private static final long UNKNOWN = Long.MAX_VALUE;
    private static final int KINDS = 3;
    private static final Comparator<Step> BY_TIME =
            Comparator.comparingLong(Step::at).thenComparingInt(Step::kind).thenComparingInt(Step::satisfaction);

    final long id;
    private final List<Step> steps = new ArrayList<>();
    private long openedAt = UNKNOWN;
    private int day;
    private String channel = "";
    private String category = "";

    /**
     * One step.
     *
     * @param at event time, milliseconds since 1970
     * @param satisfaction 1–5, or 0 for none
     */
    private record Step(long at, int kind, int satisfaction) {}

    /** @param id hash of the ticket's id */
    Ticket(long id) {
        this.id = id;
    }

    /** It was opened; the earliest opening counts, and of two at the same time the one whose names come first. */
    void open(long at, int onDay, String inChannel, String ofCategory) {
        boolean sameTimeButFirst =
                at == openedAt && (inChannel + '|' + ofCategory).compareTo(channel + '|' + category) < 0;
        if (at < openedAt || sameTimeButFirst) {
            openedAt = at;
            day = onDay;
            channel = inChannel;
            category = ofCategory;
        }
    }

    /** It took a step. */
    void step(long at, int kind, int satisfaction) {
        if (steps.size() < MAX_STEPS) {
            Step step = new Step(at, kind, satisfaction);
            int place = Collections.binarySearch(steps, step, BY_TIME);
            steps.add(place < 0 ? -place - 1 : place, step);
        }
    }

    /** What it counts as; null as long as its opening is not known. */
    @Nullable
    TicketOutcome outcome() {
        if (openedAt == UNKNOWN) {
            return null;
        }
        long respondedAt = UNKNOWN;
        long resolvedAt = UNKNOWN;
        boolean reopened = false;
        int satisfaction = 0;
        for (Step step : steps) {
            if (step.at < openedAt) {
                continue;
            }
            if (step.kind == REOPENED) {
                reopened |= resolvedAt != UNKNOWN;
                resolvedAt = UNKNOWN;
            } else {
                respondedAt = Math.min(respondedAt, step.at);
            }
            if (step.kind == RESOLVED) {
                resolvedAt = Math.min(resolvedAt, step.at);
            }
            satisfaction = step.satisfaction > 0 ? step.satisfaction : satisfaction;
        }
        return new TicketOutcome(
                day, channel, category, seconds(respondedAt), seconds(resolvedAt), reopened, satisfaction);
    }

    private long seconds(long at) {
        return at == UNKNOWN ? TicketOutcome.NOT_YET : (at - openedAt) / 1_000;
    }

    /** Event time of the newest thing known of it, milliseconds since 1970. */
    long newestAt() {
        long opened = openedAt == UNKNOWN ? Long.MIN_VALUE : openedAt;
        return steps.isEmpty() ? opened : Math.max(opened, steps.getLast().at);
    }

    /** Whether it is opened and not resolved. */
    boolean isOpen() {
        TicketOutcome outcome = outcome();
        return outcome != null && outcome.resolutionSeconds() == TicketOutcome.NOT_YET;
    }

    void write(BinaryWriter out) {
        out.writeFixed(id).writeByte(openedAt == UNKNOWN ? 0 : 1);
        if (openedAt != UNKNOWN) {
            out.writeSigned(openedAt).writeSigned(day).writeText(channel).writeText(category);
        }
        out.writeUnsigned(steps.size());
        for (Step step : steps) {
            out.writeSigned(step.at).writeByte(step.kind + KINDS * step.satisfaction);
        }
    }

    static Ticket read(BinaryReader in) {
        Ticket ticket = new Ticket(in.readFixed());
        if (in.readByte() == 1) {
            ticket.openedAt = in.readSigned();
            ticket.day = (int) in.readSigned();
            ticket.channel = in.readRequiredText();
            ticket.category = in.readRequiredText();
        }
        int count = in.readCount();
        for (int i = 0; i < count; i++) {
            long at = in.readSigned();
            int code = in.readByte();
            ticket.steps.add(new Step(at, code % KINDS, code / KINDS));
        }
        return ticket;
    }
}
