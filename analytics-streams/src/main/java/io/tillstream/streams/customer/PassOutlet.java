package io.tillstream.streams.customer;

import io.tillstream.contracts.event.InvalidEventException;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.FeedbackEntry;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.segment.MembershipChange;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.streams.cells.CellBlocks;
import io.tillstream.streams.cells.CellRouting;
import io.tillstream.streams.identity.Move;
import io.tillstream.streams.outputs.CloudEventHeaders;
import io.tillstream.streams.outputs.Outbox;
import io.tillstream.streams.quantiles.Summary;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Sends what the pass brings about to its sinks, named after what they write. */
public final class PassOutlet {

    public static final String PROFILES = "write-profiles";
    public static final String TRANSITIONS = "write-transitions";
    public static final String MEMBERSHIPS = "write-memberships";
    public static final String FEEDBACK = "write-feedback";
    public static final String CARTS = "write-carts";
    public static final String REJECTED = "write-rejected";
    public static final String CELL_DELTAS = "write-cell-deltas";
    public static final String QUANTILES = "write-quantiles";
    public static final String IDENTITIES = "write-identities";
    public static final String IDENTITY_MOVES = "write-identity-moves";

    private static final OutputJson<CustomerProfile> PROFILE_JSON = OutputJson.of(CustomerProfile.class);
    private static final OutputJson<CartChange> CART_JSON = OutputJson.of(CartChange.class);
    private static final OutputJson<SegmentTransition> TRANSITION_JSON = OutputJson.of(SegmentTransition.class);

    private static final OutputJson<MembershipChange> MEMBERSHIP_JSON = OutputJson.of(MembershipChange.class);

    private static final OutputJson<FeedbackEntry> FEEDBACK_JSON = OutputJson.of(FeedbackEntry.class);

    private static final OutputJson<VisitorIdentity> IDENTITY_JSON = OutputJson.of(VisitorIdentity.class);

    private final CellBlocks cellBlocks;
    private final CloudEventHeaders identityHeaders = new CloudEventHeaders(TopicCatalogue.IDENTITIES);
    private final CloudEventHeaders profileHeaders = new CloudEventHeaders(TopicCatalogue.PROFILES);
    private final CloudEventHeaders cartHeaders = new CloudEventHeaders(TopicCatalogue.CARTS);
    private final CloudEventHeaders transitionHeaders = new CloudEventHeaders(TopicCatalogue.TRANSITIONS);
    private final CloudEventHeaders membershipHeaders = new CloudEventHeaders(TopicCatalogue.MEMBERSHIPS);
    private final CloudEventHeaders feedbackHeaders = new CloudEventHeaders(TopicCatalogue.FEEDBACK);

    /**
     * Sends cells to their owners.
     *
     * @param routing partitioner of the sink {@link #CELL_DELTAS}
     */
    public PassOutlet(CellRouting routing) {
        cellBlocks = new CellBlocks(routing, CELL_DELTAS);
    }

    /** Sends a profile. */
    public void sendProfile(Outbox outbox, byte[] key, CustomerProfile profile) {
        long at = profile.freshThrough().toEpochMilli();
        Headers headers = profileHeaders.of(profile.customerId(), at);
        outbox.send(new Record<>(key, PROFILE_JSON.write(profile), at, headers), PROFILES);
    }

    /** Says that there is no profile of a person any more. */
    void sendGone(Outbox outbox, byte[] key, long now) {
        Headers headers = profileHeaders.of(new String(key, StandardCharsets.UTF_8), now);
        outbox.send(new Record<>(key, null, now, headers), PROFILES);
    }

    /** Sends whom a visitor turned out to be. */
    void sendIdentity(Outbox outbox, VisitorIdentity identity, long now) {
        byte[] key = identity.visitorId().getBytes(StandardCharsets.UTF_8);
        Headers headers = identityHeaders.of(identity.visitorId(), now);
        outbox.send(new Record<>(key, IDENTITY_JSON.write(identity), now, headers), IDENTITIES);
    }

    /** Tells the owner of a person something. */
    void sendMove(Outbox outbox, String person, Move move, long now) {
        outbox.send(new Record<>(person.getBytes(StandardCharsets.UTF_8), move.toBytes(), now), IDENTITY_MOVES);
    }

    /** Sends cell deltas, carts, transitions, changes of membership and feedback. */
    public void send(Outbox outbox, Effects effects) {
        effects.cells().rollUp();
        cellBlocks.send(effects.cells(), outbox);
        for (CartChange cart : effects.carts()) {
            byte[] key = cart.customerId().getBytes(StandardCharsets.UTF_8);
            long at = cart.changedAt().toEpochMilli();
            Headers headers = cartHeaders.of(cart.cartKey() + "/" + cart.state(), at);
            outbox.send(new Record<>(key, CART_JSON.write(cart), at, headers), CARTS);
        }
        for (SegmentTransition transition : effects.transitions()) {
            byte[] key = transition.customerId().getBytes(StandardCharsets.UTF_8);
            long at = transition.at().toEpochMilli();
            Headers headers = transitionHeaders.of(transition.customerId(), at);
            outbox.send(new Record<>(key, TRANSITION_JSON.write(transition), at, headers), TRANSITIONS);
        }
        for (MembershipChange change : effects.memberships()) {
            byte[] key = change.customerId().getBytes(StandardCharsets.UTF_8);
            long at = change.at().toEpochMilli();
            Headers headers = membershipHeaders.of(change.customerId() + "/" + change.segmentId(), at);
            outbox.send(new Record<>(key, MEMBERSHIP_JSON.write(change), at, headers), MEMBERSHIPS);
        }
        for (FeedbackEntry entry : effects.feedback()) {
            byte[] key = entry.customerId().getBytes(StandardCharsets.UTF_8);
            long at = entry.at().toEpochMilli();
            Headers headers = feedbackHeaders.of(entry.eventId(), at);
            outbox.send(new Record<>(key, FEEDBACK_JSON.write(entry), at, headers), FEEDBACK);
        }
    }

    void sendSummary(Outbox outbox, int partition, Summary summary, long now) {
        byte[] key = Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
        outbox.send(new Record<>(key, summary.toBytes(), now), QUANTILES);
    }

    void reject(Outbox outbox, Record<byte[], byte[]> record, RecordMetadata origin, InvalidEventException why) {
        Headers headers = new RecordHeaders(record.headers());
        headers.add(RejectedHeaders.FIELD, why.field().getBytes(StandardCharsets.UTF_8));
        headers.add(RejectedHeaders.REASON, why.reason().getBytes(StandardCharsets.UTF_8));
        String place = origin.topic() + "-" + origin.partition() + "@" + origin.offset();
        headers.add(RejectedHeaders.ORIGIN, place.getBytes(StandardCharsets.UTF_8));
        outbox.send(new Record<>(record.key(), record.value(), record.timestamp(), headers), REJECTED);
    }
}
