package io.tillstream.streams.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.output.ModelCard;
import io.tillstream.contracts.output.ModelRecord;
import io.tillstream.contracts.time.BusinessTime;
import io.tillstream.streams.features.Features;
import io.tillstream.streams.models.Clusters;
import io.tillstream.streams.models.Forest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainingSessionTest {

    private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

    @Test
    void shouldTrainEveryModelFromAShopsEvents() throws Exception {
        TrainingSession session = session(new SmallShop(1, 700, START, 480).events(), 1_000);

        Trained churn = session.train(ModelRecord.CHURN);
        Forest forest = Forest.of(churn.body(), Features.names());
        ModelCard card = churn.card();
        assertThat(card.metrics().get(Metrics.AUC)).isGreaterThan(0.8);
        assertThat(card.metrics().get(Metrics.BRIER))
                .isLessThan(Objects.requireNonNull(card.baselines().get("base_rate"))
                        .get(Metrics.BRIER));
        assertThat(card.baselines()).containsKeys("base_rate", "recency", "rule", "logistic_regression");
        assertThat(card.features()).hasSize(Features.names().size() + 1);
        Rows holdout = session.holdout(ModelRecord.CHURN);
        assertThat(Metrics.auc(OutcomeTraining.scores(holdout, forest::score), holdout.y()))
                .isEqualTo(card.metrics().get(Metrics.AUC));

        Trained clusters = session.train(ModelRecord.CLUSTERS);
        assertThat(Clusters.of(clusters.body(), Features.names()).count()).isEqualTo(4);
        assertThat(clusters.card().clusters())
                .extracting(ModelCard.ClusterCard::tier)
                .containsExactly("Platinum", "Gold", "Silver", "Bronze");
        assertThat(clusters.card().clusters())
                .extracting(cluster -> -cluster.means().getOrDefault("net", 0.0))
                .isSorted();

        assertThat(Forest.of(session.train(ModelRecord.PURCHASE).body(), Features.names())
                        .trees())
                .isEqualTo(80);
        assertThat(session.train(ModelRecord.VALUE).card().parameters()).containsKey("alpha_days");
    }

    @Test
    void shouldSayHowMuchIsMissing() {
        TrainingSession few = session(new SmallShop(2, 60, START, 480).events(), 1_000);
        assertThatThrownBy(() -> few.train(ModelRecord.CHURN))
                .isInstanceOf(TooLittleDataException.class)
                .hasMessageMatching("\\d+ of 200 buyers that the churn model needs have bought so far\\.");
        TrainingSession young = session(new SmallShop(2, 700, START, 120).events(), 1_000);
        assertThatThrownBy(() -> young.train(ModelRecord.CHURN))
                .isInstanceOf(TooLittleDataException.class)
                .hasMessageMatching("1\\d\\d of 300 days of history that the churn model needs are there so far\\.");
    }

    @Test
    void shouldSampleTheSameCustomersWhateverTheOrder() {
        List<CommerceEvent> events = new SmallShop(3, 300, START, 60).events();
        Snapshots once = sample(events, 50);
        Snapshots twice = sample(events.reversed(), 50);
        assertThat(once.customerCount()).isBetween(15, 50).isEqualTo(twice.customerCount());
        assertThat(once.share()).isEqualTo(twice.share());
        assertThat(once.eventCount()).isGreaterThan(once.customerCount());
    }

    @Test
    void shouldNotLookPastASnapshotsTime() {
        List<CommerceEvent> events = new SmallShop(4, 40, START, 300).events();
        long time = START.plus(Duration.ofDays(150)).toEpochMilli();
        Snapshots whole = new Snapshots(BusinessTime.UTC, new long[] {time}, 100);
        Snapshots cut = new Snapshots(BusinessTime.UTC, new long[] {time}, 100);
        for (CommerceEvent event : events) {
            take(whole, event);
            if (event.timestamp().toEpochMilli() <= time) {
                take(cut, event);
            }
        }
        whole.finish();
        cut.finish();
        assertThat(whole.buyersLookedAt(time))
                .hasSizeGreaterThan(5)
                .containsOnlyKeys(cut.buyersLookedAt(time).keySet());
        whole.buyersLookedAt(time).forEach((key, look) -> assertThat(look)
                .containsExactly(cut.buyersLookedAt(time).get(key), within(1e-9)));
    }

    @Test
    void shouldSplitInTimeWithoutOverlap() {
        long newest = START.plus(Duration.ofDays(500)).toEpochMilli();
        Plan plan = Plan.churn(newest, START.toEpochMilli(), 90);
        long horizon = Duration.ofDays(90).toMillis();
        assertThat(plan.test()).containsExactly(newest - horizon);
        assertThat(plan.calibrate()).containsExactly(newest - 2 * horizon);
        assertThat(plan.train()).isSorted().hasSize(16);
        assertThat(plan.train()[15] + horizon).isEqualTo(plan.calibrate()[0]);
    }

    private static TrainingSession session(List<CommerceEvent> events, int customers) {
        Instant newest = events.getLast().timestamp();
        TrainingSession session = new TrainingSession(new TrainingSession.Settings(
                BusinessTime.UTC, newest, newest.plus(Duration.ofDays(1)), customers, 90, 4));
        events.forEach(event -> take(session.sample(), event));
        session.sample().finish();
        return session;
    }

    private static Snapshots sample(List<CommerceEvent> events, int customers) {
        Snapshots sample = new Snapshots(BusinessTime.UTC, new long[0], customers);
        events.forEach(event -> take(sample, event));
        sample.finish();
        return sample;
    }

    private static void take(Snapshots sample, CommerceEvent event) {
        String key = event.key();
        long hash = new Random(key.hashCode()).nextLong();
        sample.accept(key, hash, event, event.timestamp().toEpochMilli());
    }
}
