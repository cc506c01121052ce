package io.tillstream.streams.communication;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.cells.CellKey;
import io.tillstream.streams.cells.Dimension;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Hashes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many messages of each campaign one person took each step with, so that the person counts once: with the first, and no longer when the last is taken back.
 * Also of each channel, and of all messages. Remembers {@link #MAX_GROUPS} of these; a campaign that rested while so many others wrote counts the person anew.
 */
final class Reach {

    static final int MAX_GROUPS = 64;

    /** The one that changed last is at the end. */
    private final List<Group> groups = new ArrayList<>();

    /** Messages of a campaign, of a channel, or all. */
    private static final class Group {
        private final long id;
        private final int[] messages = new int[CommunicationCells.STEPS];

        Group(long id) {
            this.id = id;
        }
    }

    /** A message counts as something else than before; either may be null for nothing. */
    void change(@Nullable Outcome before, @Nullable Outcome after, long receivedAt, Effects effects) {
        int steps = before == null ? 0 : before.steps();
        if (before != null && after != null && before.isOfSameCampaign(after)) {
            // a step is not taken back while the message stays where it is, but the order that followed may be
            count(after, after.steps() & ~steps, 1, receivedAt, effects);
            count(before, steps & ~after.steps(), -1, receivedAt, effects);
            return;
        }
        if (after != null) {
            count(after, after.steps(), 1, receivedAt, effects);
        }
        if (before != null) {
            count(before, steps, -1, receivedAt, effects);
        }
    }

    private void count(Outcome outcome, int steps, int sign, long receivedAt, Effects effects) {
        if (steps != 0) {
            String channel = outcome.channel();
            String campaign = outcome.campaign();
            count(CommunicationCells.PEOPLE, CellKey.ALL, CellKey.ALL, steps, sign, receivedAt, effects);
            count(CommunicationCells.PEOPLE_BY_CHANNEL, channel, CellKey.ALL, steps, sign, receivedAt, effects);
            count(CommunicationCells.PEOPLE_BY_CAMPAIGN, channel, campaign, steps, sign, receivedAt, effects);
        }
    }

    private void count(
            Dimension dimension,
            String channel,
            String campaign,
            int steps,
            int sign,
            long receivedAt,
            Effects effects) {
        CellKey key = CommunicationCells.people(dimension, channel, campaign);
        Group group = group(Hashes.of(dimension.wireName() + "|" + key.value()));
        for (int step = 0; step < CommunicationCells.STEPS; step++) {
            if ((steps >> step & 1) == 0) {
                continue;
            }
            int was = group.messages[step];
            group.messages[step] = Math.max(0, was + sign);
            if (was == 0 && sign > 0 || was == 1 && sign < 0) {
                effects.cell(key, receivedAt).add(step, sign);
            }
        }
    }

    private Group group(long id) {
        for (int i = groups.size() - 1; i >= 0; i--) {
            Group group = groups.get(i);
            if (group.id == id) {
                if (i < groups.size() - 1) {
                    groups.remove(i);
                    groups.add(group);
                }
                return group;
            }
        }
        if (groups.size() == MAX_GROUPS) {
            groups.removeFirst();
        }
        Group group = new Group(id);
        groups.add(group);
        return group;
    }

    void write(BinaryWriter out) {
        out.writeUnsigned(groups.size());
        for (Group group : groups) {
            out.writeFixed(group.id);
            for (int count : group.messages) {
                out.writeUnsigned(count);
            }
        }
    }

    static Reach read(BinaryReader in) {
        Reach read = new Reach();
        int size = in.readCount();
        for (int i = 0; i < size; i++) {
            Group group = new Group(in.readFixed());
            for (int step = 0; step < group.messages.length; step++) {
                group.messages[step] = in.readCount();
            }
            read.groups.add(group);
        }
        return read;
    }
}
