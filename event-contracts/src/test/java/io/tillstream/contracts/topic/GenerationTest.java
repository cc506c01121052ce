package io.tillstream.contracts.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GenerationTest {

    private final Generation second = new Generation(2);

    @Test
    void shouldNameTheTopicsOfTheFirstAsTheCatalogueDoes() {
        assertThat(Generation.FIRST.topics()).isEqualTo(TopicCatalogue.all());
        assertThat(Generation.FIRST.applicationId()).isEqualTo("tillstream-analytics");
    }

    @Test
    void shouldShareWhatComesInAndNothingElse() {
        assertThat(second.topic(TopicCatalogue.EVENTS)).isEqualTo("commerce.events.v1");
        assertThat(second.topic(TopicCatalogue.CUSTOMERS)).isEqualTo("commerce.customers.v1");
        assertThat(second.topic(TopicCatalogue.SEGMENT_DEFINITIONS)).isEqualTo("analytics.segment-definitions.v1");
        assertThat(second.topic(TopicCatalogue.IMPORT_MAPPINGS)).isEqualTo("tillstream-import-mappings");
        assertThat(second.topic(TopicCatalogue.SALES)).isEqualTo("analytics.sales.v1-g2");
        assertThat(second.ownTopics())
                .hasSize(TopicCatalogue.all().size() - 5)
                .allSatisfy(topic -> assertThat(topic.name()).endsWith("-g2"));
        assertThat(second.topic("analytics.sales.v1")).isEqualTo("analytics.sales.v1-g2");
        assertThat(second.topic("something else")).isEqualTo("something else");
    }

    @Test
    void shouldTellItsChangelogsFromThoseOfOthers() {
        String first = "tillstream-analytics-customer-state-changelog";
        String own = "tillstream-analytics-g2-customer-state-changelog";
        String twentieth = "tillstream-analytics-g20-customer-state-changelog";
        assertThat(Generation.FIRST.isChangelog(first)).isTrue();
        assertThat(Generation.FIRST.isChangelog(own)).isFalse();
        assertThat(second.isChangelog(own)).isTrue();
        assertThat(second.isChangelog(first)).isFalse();
        assertThat(second.isChangelog(twentieth)).isFalse();
        assertThat(Generation.FIRST.isChangelog("tillstream-analytics-cell-deltas"))
                .isFalse();
    }

    @Test
    void shouldRefuseANumberBelowOne() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Generation(0)).withMessageContaining("generation");
    }
}
