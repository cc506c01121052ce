package io.tillstream.stack.audit;

import static io.tillstream.stack.audit.Shop.at;
import static io.tillstream.stack.audit.Shop.hour;
import static io.tillstream.stack.audit.Shop.profile;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private final Shop shop = new Shop();

    @Test
    void shouldStartASessionAfterAGapOfThirtyMinutes() {
        shop.page("c", at("10:00")).page("c", at("10:29")).page("c", at("10:59"));

        assertThat(profile(shop.count(), "c").sessions()).isEqualTo(2);
        assertThat(hour(shop.count(), at("10:00")).sessions()).isEqualTo(2);
    }

    @Test
    void shouldJoinTwoSessionsWhenALateEventBridgesThem() {
        shop.page("c", at("10:50")).page("c", at("11:30"));
        assertThat(profile(shop.count(), "c").sessions()).isEqualTo(2);

        shop.page("c", at("11:10"));

        assertThat(profile(shop.count(), "c").sessions()).isEqualTo(1);
        assertThat(hour(shop.count(), at("10:00")).sessions()).isEqualTo(1);
        assertThat(hour(shop.count(), at("11:00")).sessions()).isZero();
    }

    @Test
    void shouldMoveTheBeginningWhenALateEventComesBeforeIt() {
        shop.page("c", at("11:05")).page("c", at("10:50"));

        assertThat(hour(shop.count(), at("10:00")).sessions()).isEqualTo(1);
        assertThat(hour(shop.count(), at("11:00")).sessions()).isZero();
    }

    @Test
    void shouldOpenASessionOfItsOwnForEachEventOlderThanSevenDays() {
        var weekAgo = at("12:00").minus(Duration.ofDays(7));
        shop.page("c", at("12:00"))
                .page("c", weekAgo.minusSeconds(60))
                .page("c", weekAgo.minusSeconds(30))
                .page("c", weekAgo)
                .page("c", weekAgo.plusSeconds(30));

        // the first two are too old to be remembered, the last two are one session
        assertThat(profile(shop.count(), "c").sessions()).isEqualTo(4);
    }

    @Test
    void shouldNotCountWhatIsNoVisit() {
        shop.identify("c", at("10:00"), null, null, null)
                .refund("c", at("11:00"), "o", "1")
                .buy("c", at("12:00"), "o", Shop.item("p", "1", 1));

        assertThat(profile(shop.count(), "c").sessions()).isEqualTo(1);
        assertThat(profile(shop.count(), "c").firstSeenAt()).isEqualTo(at("10:00"));
    }
}
