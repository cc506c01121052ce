package io.tillstream.streams.segments;

import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.segment.MembershipChange;
import io.tillstream.contracts.segment.SegmentDefinition;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import io.tillstream.streams.customer.Effects;
import io.tillstream.streams.customer.Facet;
import io.tillstream.streams.customer.ProfileDraft;
import io.tillstream.streams.customer.SegmentBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which custom segments does this customer belong to, and which were entered or left? Judges the profile that is about to be published, when all that others
 * say of the customer is in it. State: the ids of the customer's segments. Nobody is judged before the first cut points.
 */
public final class SegmentFacet implements Facet<SegmentFacet.Memberships> {

    /** The segments a customer is a member of, by id, ascending. */
    public static final class Memberships {
        private List<String> ids = List.of();
    }

    @Override
    public int id() {
        return 23;
    }

    @Override
    public Memberships create() {
        return new Memberships();
    }

    @Override
    public void score(Memberships state, ProfileDraft profile, Effects effects) {
        SegmentBook segments = profile.segments();
        if (profile.cutPoints() != null && !(segments.definitions().isEmpty() && state.ids.isEmpty())) {
            List<String> now = matching(segments, profile);
            note(state.ids, now, profile, effects);
            state.ids = now;
        }
        profile.setCustomSegments(state.ids);
    }

    private static List<String> matching(SegmentBook segments, ProfileDraft draft) {
        if (segments.definitions().isEmpty()) {
            return List.of();
        }
        CustomerProfile profile = draft.judged();
        List<String> matching = new ArrayList<>();
        for (SegmentDefinition segment : segments.definitions()) {
            if (segment.rule().matches(profile)) {
                matching.add(segment.id());
            }
        }
        return List.copyOf(matching);
    }

    private static void note(List<String> before, List<String> now, ProfileDraft profile, Effects effects) {
        for (String id : before) {
            if (!now.contains(id)) {
                effects.membership(change(id, MembershipChange.LEFT, profile));
            }
        }
        for (String id : now) {
            if (!before.contains(id)) {
                effects.membership(change(id, MembershipChange.ENTERED, profile));
            }
        }
    }

    private static MembershipChange change(String id, String change, ProfileDraft profile) {
        long asOf = profile.cutPoints() == null ? 0 : profile.cutPoints().asOf();
        return new MembershipChange(
                id, profile.segments().nameOf(id), profile.customerId(), change, Instant.ofEpochMilli(asOf));
    }

    @Override
    public boolean keepsJudgements() {
        return true;
    }

    @Override
    public void write(Memberships state, BinaryWriter out) {
        if (state.ids.isEmpty()) {
            return;
        }
        out.writeUnsigned(state.ids.size());
        state.ids.forEach(out::writeText);
    }

    @Override
    public Memberships read(BinaryReader in) {
        Memberships state = new Memberships();
        List<String> ids = new ArrayList<>();
        for (int left = in.readCount(); left > 0; left--) {
            ids.add(in.readRequiredText());
        }
        state.ids = List.copyOf(ids);
        return state;
    }
}
