package io.tillstream.dashboard.customers;

import static io.tillstream.dashboard.testing.Figures.NOON;
import static io.tillstream.dashboard.testing.Figures.UNIT;
import static io.tillstream.dashboard.testing.Figures.customer;
import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.CustomerProfile;
import io.tillstream.contracts.output.OutputJson;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.dashboard.status.Freshness;
import io.tillstream.dashboard.status.Link;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class CustomerBookTest {

    private static final RfmScore BEST = new RfmScore(5, 5, 5);
    private static final RfmScore WORST = new RfmScore(1, 1, 1);

    private final CustomerBook book =
            new CustomerBook(100, new Freshness(), new Link(), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void shouldCountEachCustomerOnceWhateverTheNumberOfProfiles() {
        read(customer("a", 9, 900 * UNIT, 3, BEST, "Champions", "Low"));
        read(customer("b", 1, 10 * UNIT, 200, WORST, "Lost", "High"));
        read(customer("a", 10, 950 * UNIT, 0, new RfmScore(5, 5, 4), "Champions", "Low"));
        read(customer("visitor", 0, 0, 0, null, null, null));

        assertThat(book.buyers()).isEqualTo(2);
        assertThat(book.known()).isEqualTo(3);
        assertThat(book.bySegment()).isEqualTo(Map.of("Champions", 1L, "Lost", 1L));
        assertThat(book.byTier()).isEqualTo(Map.of("Low", 1L, "High", 1L));
        assertThat(book.byLabel()).isEqualTo(Map.of("554", 1L, "111", 1L));
        assertThat(book.sample().points())
                .extracting(SampledCustomer::customerId)
                .containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void shouldFollowACustomerFromOneSegmentToAnother() {
        read(customer("a", 9, 900 * UNIT, 3, BEST, "Champions", "Low"));
        read(customer("a", 9, 900 * UNIT, 100, new RfmScore(2, 5, 5), "At Risk", "Medium"));

        assertThat(book.bySegment()).isEqualTo(Map.of("At Risk", 1L));
        assertThat(book.byTier()).isEqualTo(Map.of("Medium", 1L));
        assertThat(book.byLabel()).isEqualTo(Map.of("255", 1L));
    }

    @Test
    void shouldForgetACustomerWhoseProfileIsDeleted() {
        read(customer("a", 9, 900 * UNIT, 3, BEST, "Champions", "Low"));
        book.read(new ConsumerRecord<>("profiles", 0, 0, "a".getBytes(StandardCharsets.UTF_8), null));

        assertThat(book.buyers()).isZero();
        assertThat(book.known()).isZero();
        assertThat(book.bySegment()).isEmpty();
        assertThat(book.sample().points()).isEmpty();
    }

    @Test
    void shouldCountAsActiveUpToNinetyDays() {
        read(customer("a", 1, UNIT, 0, null, null, null));
        read(customer("b", 1, UNIT, 90, null, null, null));
        read(customer("c", 1, UNIT, 91, null, null, null));
        read(customer("d", 0, 0, 0, null, null, null));

        assertThat(book.active(NOON)).isEqualTo(2);
        assertThat(book.active(NOON.plusSeconds(1))).isEqualTo(1);
        assertThat(book.active(NOON.plus(Duration.ofDays(91)))).isZero();
    }

    @Test
    void shouldKeepTheSameBoundedSampleInAnyOrder() {
        CustomerBook other = new CustomerBook(100, new Freshness(), new Link(), Clock.fixed(NOON, ZoneOffset.UTC));
        for (int i = 0; i < 5_000; i++) {
            read(book, customer("c-" + i, 1 + i % 7, UNIT * i, i % 300, WORST, "Lost", "Low"));
            int j = 4_999 - i;
            read(other, customer("c-" + j, 1 + j % 7, UNIT * j, j % 300, WORST, "Lost", "Low"));
        }
        assertThat(book.buyers()).isEqualTo(5_000);
        assertThat(book.sample().size()).isEqualTo(100);
        assertThat(book.sample().points())
                .containsExactlyElementsOf(other.sample().points());
        // drawn evenly: a hundred of five thousand consecutive ids come from both halves
        assertThat(book.sample().points())
                .filteredOn(point -> Integer.parseInt(point.customerId().substring(2)) < 2_500)
                .hasSizeBetween(30, 70);
    }

    @Test
    void shouldCountSegmentsOfAnyName() {
        for (int i = 0; i < 300; i++) {
            read(customer("c-" + i, 1, UNIT, 1, WORST, "segment " + i, "Low"));
        }
        assertThat(book.bySegment()).hasSize(255).containsEntry("segment 0", 1L).containsEntry("other", 46L);
    }

    private void read(CustomerProfile profile) {
        read(book, profile);
    }

    private static void read(CustomerBook book, CustomerProfile profile) {
        byte[] value = OutputJson.of(CustomerProfile.class).write(profile);
        book.read(new ConsumerRecord<>("profiles", 0, 0, profile.customerId().getBytes(StandardCharsets.UTF_8), value));
    }
}
