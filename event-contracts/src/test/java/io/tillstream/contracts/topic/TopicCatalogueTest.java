package io.tillstream.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicCatalogueTest {

    @Test
    void shouldNameTheTopicsOfTheContractAndTheInternalOnesAndNothingMore() {
        assertThat(TopicCatalogue.all())
                .extracting(TopicSpec::name)
                .containsExactly(
                        "commerce.events.v1",
                        "commerce.events.rejected.v1",
                        "commerce.customers.v1",
                        "commerce.consents.v1",
                        "analytics.customer-profiles.v1",
                        "analytics.segment-transitions.v1",
                        "analytics.carts.v1",
                        "analytics.funnel.v1",
                        "analytics.sales.v1",
                        "analytics.seasonality.v1",
                        "analytics.cohorts.v1",
                        "analytics.retention.v1",
                        "analytics.experience.v1",
                        "analytics.journeys.v1",
                        "analytics.behaviour.v1",
                        "analytics.product-carts.v1",
                        "analytics.feedback.v1",
                        "analytics.growth.v1",
                        "analytics.identities.v1",
                        "analytics.models.v1",
                        "analytics.bundles.v1",
                        "analytics.forecasts.v1",
                        "analytics.segment-definitions.v1",
                        "analytics.segment-memberships.v1",
                        "analytics.alerts.v1",
                        "tillstream-model-commands",
                        "tillstream-analytics-cell-deltas",
                        "tillstream-analytics-identity-moves",
                        "tillstream-analytics-quantiles",
                        "tillstream-import-mappings");
    }

    @Test
    void shouldKeepTheLogForEver() {
        Map<String, String> expected = Map.of(
                "cleanup.policy", "delete",
                "retention.ms", "-1",
                "message.timestamp.type", "LogAppendTime",
                "max.message.bytes", "4194304");

        assertThat(TopicCatalogue.EVENTS.config()).isEqualTo(expected);
        assertThat(TopicCatalogue.REJECTED.config()).isEqualTo(expected);
        assertThat(TopicCatalogue.TRANSITIONS.config()).isEqualTo(expected);
        assertThat(TopicCatalogue.CARTS.config()).isEqualTo(expected);
    }

    @Test
    void shouldCompactState() {
        Map<String, String> expected = Map.of(
                "cleanup.policy", "compact",
                "min.cleanable.dirty.ratio", "0.3",
                "segment.ms", "3600000",
                "message.timestamp.type", "LogAppendTime",
                "max.message.bytes", "4194304");

        assertThat(TopicCatalogue.all())
                .filteredOn(spec -> spec.kind() == TopicSpec.Kind.STATE)
                .extracting(TopicSpec::name)
                .containsExactly(
                        "commerce.customers.v1",
                        "commerce.consents.v1",
                        "analytics.customer-profiles.v1",
                        "analytics.funnel.v1",
                        "analytics.sales.v1",
                        "analytics.seasonality.v1",
                        "analytics.cohorts.v1",
                        "analytics.retention.v1",
                        "analytics.experience.v1",
                        "analytics.journeys.v1",
                        "analytics.behaviour.v1",
                        "analytics.product-carts.v1",
                        "analytics.growth.v1",
                        "analytics.identities.v1",
                        "analytics.models.v1",
                        "analytics.bundles.v1",
                        "analytics.forecasts.v1",
                        "analytics.segment-definitions.v1");
        assertThat(TopicCatalogue.all())
                .filteredOn(spec -> spec.kind() == TopicSpec.Kind.STATE)
                .allSatisfy(spec -> assertThat(spec.config()).isEqualTo(expected));
        assertThat(TopicCatalogue.IMPORT_MAPPINGS.config()).isEqualTo(expected);
    }

    @Test
    void shouldCallInternalWhatIsNobodysContract() {
        assertThat(TopicCatalogue.all())
                .filteredOn(spec -> spec.kind().isInternal())
                .extracting(TopicSpec::name)
                .containsExactly(
                        "tillstream-model-commands",
                        "tillstream-analytics-cell-deltas",
                        "tillstream-analytics-identity-moves",
                        "tillstream-analytics-quantiles",
                        "tillstream-import-mappings");
    }

    @Test
    void shouldKeepInternalTrafficForADay() {
        assertThat(TopicCatalogue.CELL_DELTAS.config()).containsEntry("retention.ms", "86400000");
        assertThat(TopicCatalogue.QUANTILES.config()).containsEntry("retention.ms", "86400000");
    }

    @Test
    void shouldBindToOnePartitionWhatHasOneOwner() {
        assertThat(TopicCatalogue.all())
                .filteredOn(TopicSpec::singlePartition)
                .extracting(TopicSpec::name)
                .containsExactly(
                        "analytics.models.v1",
                        "analytics.segment-definitions.v1",
                        "tillstream-model-commands",
                        "tillstream-analytics-quantiles",
                        "tillstream-import-mappings");
    }
}
