package io.tillstream.streams.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.event.CommerceEvent;
import io.tillstream.contracts.event.Context;
import io.tillstream.contracts.event.Envelope;
import io.tillstream.contracts.time.BusinessTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProfileDraftTest {

    private static final Instant NOON = Instant.parse("2025-06-02T12:00:00Z");

    /** Half a micro is rounded up, also below zero. */
    @ParameterizedTest
    @CsvSource({"10, 0, 4, 3", "9, 0, 4, 2", "11, 0, 4, 3", "0, 10, 4, -2", "0, 11, 4, -3", "7, 0, 1, 7"})
    void shouldRoundTheAverageOrderHalfUp(long gross, long refunds, long orders, long average) {
        assertThat(draft(gross, refunds, orders, 0).finish().averageOrderMicros())
                .isEqualTo(average);
    }

    @ParameterizedTest
    @CsvSource({"1, 9, ", "2, 9, 9.0", "3, 9, 4.5", "4, 0, 0.0"})
    void shouldSpreadTheLifetimeOverTheGaps(long orders, int lifetimeDays, Double gap) {
        assertThat(draft(5, 0, orders, lifetimeDays).finish().averageGapDays()).isEqualTo(gap);
    }

    private static ProfileDraft draft(long gross, long refunds, long orders, int lifetimeDays) {
        CustomerCore core = new CustomerCore();
        Envelope envelope = new Envelope("e", "c", null, null, NOON, null, Context.UNKNOWN, Map.of());
        core.admit(new CommerceEvent.PageView(envelope, null, null), NOON.toEpochMilli(), NOON.toEpochMilli());
        ProfileDraft draft = new ProfileDraft("c", core, Outlook.of(BusinessTime.UTC));
        long last = NOON.plus(Duration.ofDays(lifetimeDays)).plusMillis(5).toEpochMilli();
        draft.setOrders(new ProfileDraft.Orders(orders, orders, gross, NOON.toEpochMilli(), last, 1, 1, 0, 0));
        draft.setRefundMicros(refunds);
        return draft;
    }
}
