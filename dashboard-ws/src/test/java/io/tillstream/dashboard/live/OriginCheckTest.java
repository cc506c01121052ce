package io.tillstream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OriginCheckTest {

    private final OriginCheck check = new OriginCheck(
            Set.of("https://shop.example"), new ChannelHub(List.of(), Clock.systemUTC(), Duration.ofMinutes(1)), 10);

    @Test
    void shouldLetItsOwnPagesAndThoseConfiguredIn() {
        assertThat(check.isAllowed("http://127.0.0.1:8080", "127.0.0.1:8080")).isTrue();
        assertThat(check.isAllowed("https://board.example", "board.example")).isTrue();
        assertThat(check.isAllowed("https://shop.example", "board.example")).isTrue();
        assertThat(check.isAllowed(null, "board.example")).isTrue();
    }

    @Test
    void shouldKeepOtherPagesOut() {
        assertThat(check.isAllowed("https://evil.example", "board.example")).isFalse();
        assertThat(check.isAllowed("https://board.example.evil.example", "board.example"))
                .isFalse();
        assertThat(check.isAllowed("http://127.0.0.1:9000", "127.0.0.1:8080")).isFalse();
        assertThat(check.isAllowed("null", "board.example")).isFalse();
        assertThat(check.isAllowed("http://[", "board.example")).isFalse();
        assertThat(check.isAllowed("https://board.example", null)).isFalse();
    }
}
