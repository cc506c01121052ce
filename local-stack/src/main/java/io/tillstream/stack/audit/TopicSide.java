package io.tillstream.stack.audit;

import io.tillstream.contracts.output.AcquisitionCell;
import io.tillstream.contracts.output.CartChange;
import io.tillstream.contracts.output.ChannelCredit;
import io.tillstream.contracts.output.ChannelStep;
import io.tillstream.contracts.output.CohortCell;
import io.tillstream.contracts.output.CommunicationCell;
import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.ExperienceCell;
import io.tillstream.contracts.output.FunnelCell;
import io.tillstream.contracts.output.JourneyCell;
import io.tillstream.contracts.output.JourneyPath;
import io.tillstream.contracts.output.LoyaltyCell;
import io.tillstream.contracts.output.LoyaltyStratum;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.ProductCartCell;
import io.tillstream.contracts.output.PurchasingCell;
import io.tillstream.contracts.output.ReferralCell;
import io.tillstream.contracts.output.RetentionCell;
import io.tillstream.contracts.output.RfmCutPoints;
import io.tillstream.contracts.output.SalesCell;
import io.tillstream.contracts.output.SeasonalityCell;
import io.tillstream.contracts.output.SegmentTransition;
import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.topic.RejectedHeaders;
import io.tillstream.contracts.topic.TopicCatalogue;
import io.tillstream.contracts.topic.TopicSpec;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What the public topics say. */
final class TopicSide {

    private final TopicReader reader;

    TopicSide(TopicReader reader) {
        this.reader = reader;
    }

    /** The published cut points, null before the first. */
    @Nullable
    RfmCutPoints cutPoints() throws CannotAuditException {
        List<RfmCutPoints> found = new ArrayList<>();
        OutputJson<RfmCutPoints> json = OutputJson.of(RfmCutPoints.class);
        reader.readLatest(TopicCatalogue.MODELS.name(), (name, value) -> {
            if (name.equals(RfmCutPoints.MODEL_NAME)) {
                found.add(json.read(value));
            }
        });
        return found.isEmpty() ? null : found.getLast();
    }

    /** The newest change of each cart. */
    Collection<CartChange> carts() throws CannotAuditException {
        Map<String, CartChange> newest = new HashMap<>();
        OutputJson<CartChange> json = OutputJson.of(CartChange.class);
        reader.readAll(TopicCatalogue.CARTS.name(), entry -> {
            CartChange change = json.read(entry.value());
            if (change.state().equals("withdrawn")) {
                newest.remove(change.cartKey());
            } else {
                newest.put(change.cartKey(), change);
            }
        });
        return newest.values();
    }

    /** Compares everything but the carts, which are read beforehand. */
    void compare(Intake intake, AuditReport report, Collection<CartChange> carts) throws CannotAuditException {
        state(TopicCatalogue.PROFILES, CustomerProfile.class, report, intake::customer);
        state(TopicCatalogue.IDENTITIES, VisitorIdentity.class, report, intake::identity);
        state(TopicCatalogue.SALES, SalesCell.class, report, intake::sales);
        state(TopicCatalogue.FUNNEL, FunnelCell.class, report, intake::funnel);
        state(TopicCatalogue.SEASONALITY, SeasonalityCell.class, report, intake::hour);
        state(TopicCatalogue.EXPERIENCE, ExperienceCell.class, report, intake::experience);
        state(TopicCatalogue.BEHAVIOUR, PurchasingCell.class, report, intake::purchasing);
        state(TopicCatalogue.PRODUCT_CARTS, ProductCartCell.class, report, intake::productCarts);
        state(TopicCatalogue.GROWTH, AcquisitionCell.KEY_PREFIX, AcquisitionCell.class, report, intake::acquisition);
        state(
                TopicCatalogue.GROWTH,
                CommunicationCell.KEY_PREFIX,
                CommunicationCell.class,
                report,
                intake::communication);
        journeys(intake.journeys(), report);
        state(TopicCatalogue.COHORTS, CohortCell.class, report, intake::cohort);
        state(TopicCatalogue.RETENTION, RetentionCell.class, report, intake::month);
        state(TopicCatalogue.GROWTH, LoyaltyCell.KEY_PREFIX, LoyaltyCell.class, report, intake::loyalty);
        state(TopicCatalogue.GROWTH, LoyaltyStratum.KEY_PREFIX, LoyaltyStratum.class, report, intake::stratum);
        state(TopicCatalogue.GROWTH, ReferralCell.KEY_PREFIX, ReferralCell.class, report, intake::referral);
        carts.forEach(intake::cart);
        transitions(intake, report);
    }

    /** What a record holds is told by how its key begins. */
    private void journeys(JourneyIntake intake, AuditReport report) throws CannotAuditException {
        OutputJson<JourneyCell> steps = OutputJson.of(JourneyCell.class);
        OutputJson<JourneyPath> paths = OutputJson.of(JourneyPath.class);
        OutputJson<ChannelCredit> credits = OutputJson.of(ChannelCredit.class);
        OutputJson<ChannelStep> channelSteps = OutputJson.of(ChannelStep.class);
        String topic = TopicCatalogue.JOURNEYS.name();
        reader.readLatest(topic, (key, value) -> {
            try {
                switch (key.substring(0, key.indexOf('|') + 1)) {
                    case JourneyCell.KEY_PREFIX -> intake.steps(steps.read(value));
                    case JourneyPath.KEY_PREFIX -> intake.path(paths.read(value));
                    case ChannelCredit.KEY_PREFIX -> intake.credit(credits.read(value));
                    case ChannelStep.KEY_PREFIX -> intake.channelStep(channelSteps.read(value));
                    default ->
                        report.family("unreadable records").differs(Place.TOPICS, topic + " " + key, "", "", "other");
                }
            } catch (UncheckedIOException e) {
                report.family("unreadable records").differs(Place.TOPICS, topic + " " + key, "", "", "other");
            }
        });
    }

    private <T> void state(TopicSpec topic, Class<T> type, AuditReport report, Consumer<T> each)
            throws CannotAuditException {
        state(topic, "", type, report, each);
    }

    /** Records whose keys begin in one way, of a topic with several kinds. */
    private <T> void state(TopicSpec topic, String prefix, Class<T> type, AuditReport report, Consumer<T> each)
            throws CannotAuditException {
        OutputJson<T> json = OutputJson.of(type);
        reader.readLatest(topic.name(), (key, value) -> {
            if (!key.startsWith(prefix)) {
                return;
            }
            try {
                each.accept(json.read(value));
            } catch (UncheckedIOException e) {
                report.family("unreadable records").differs(Place.TOPICS, topic.name() + " " + key, "", type, "other");
            }
        });
    }

    /** Every transition starts where the one before it led, and the last leads to where the customer is. */
    private void transitions(Intake intake, AuditReport report) throws CannotAuditException {
        OutputJson<SegmentTransition> json = OutputJson.of(SegmentTransition.class);
        Map<String, String> last = new HashMap<>();
        Family family = report.family("segment transitions");
        reader.readAll(TopicCatalogue.TRANSITIONS.name(), entry -> {
            SegmentTransition move = json.read(entry.value());
            String before = last.put(move.customerId(), move.toSegment());
            if (!java.util.Objects.equals(before, move.fromSegment())) {
                family.differs(Place.TOPICS, move.customerId(), "fromSegment", before, move.fromSegment());
            }
        });
        last.forEach(intake::transition);
    }

    /** Every bad record of the log is on the rejected topic, once, as it was, with the same field and reason. */
    void rejections(List<Rejection> right, PartitionCheck partitions, AuditReport report) throws CannotAuditException {
        Map<String, Rejection> rejected = byOrigin(right);
        Comparison<String, Rejection> comparison = new Comparison<>(
                report.family("rejected records"),
                Place.TOPICS,
                Rejection.class,
                (origin, stored) -> rejected.get(origin),
                rejection -> false);
        Totals totals = report.stored(Place.TOPICS);
        totals.add(Measure.REJECTED, 0);
        reader.readAll(TopicCatalogue.REJECTED.name(), entry -> {
            String origin = header(entry, RejectedHeaders.ORIGIN);
            if (origin.isEmpty() && !header(entry, RejectedHeaders.FORMAT).isEmpty()) {
                // refused at the door: it never stood on the log
                return;
            }
            totals.add(Measure.REJECTED, 1);
            partitions.foundRejected(origin);
            comparison.stored(
                    origin,
                    new Rejection(
                            origin,
                            header(entry, RejectedHeaders.FIELD),
                            header(entry, RejectedHeaders.REASON),
                            Rejection.digest(entry.key(), entry.value())));
        });
        comparison.finish(rejected.keySet());
    }

    private static Map<String, Rejection> byOrigin(List<Rejection> rejections) {
        Map<String, Rejection> map = new HashMap<>();
        rejections.forEach(rejection -> map.put(rejection.origin(), rejection));
        return map;
    }

    private static String header(ConsumerRecord<byte[], byte[]> entry, String name) {
        Header header = entry.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
