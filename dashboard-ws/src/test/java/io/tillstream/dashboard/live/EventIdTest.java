package io.tillstream.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventIdTest {

    /** 1,000,000 in base 36. */
    private static final String STREAM = "lfls";

    @Test
    void shouldSayWhatTheReaderHasOfEveryChannel() {
        Map<String, Long> seen = new LinkedHashMap<>();
        seen.put("kpis", 1_000_001L);
        seen.put("alerts", ChannelLog.NOTHING_SEEN);
        seen.put("custom-segments", 1_000_036L);

        assertThat(EventId.write(STREAM, seen)).isEqualTo("lfls:kpis.1,custom-segments.10");
        assertThat(EventId.read("lfls:kpis.1,custom-segments.10"))
                .isEqualTo(new EventId(STREAM, Map.of("kpis", 1_000_001L, "custom-segments", 1_000_036L)));
        assertThat(EventId.read(EventId.write(STREAM, Map.of()))).isEqualTo(new EventId(STREAM, Map.of()));
    }

    @Test
    void shouldTakeWhatItHasNotWrittenForNothing() {
        for (String strange : new String[] {
            "", ":", "x", ":kpis.1", "!:kpis.1", "a:kpis.!", "a:kpis.1y2p0ij32e8e7", "zzzzzzzzzzzzzz:kpis.1"
        }) {
            assertThat(EventId.read(strange)).as(strange).isNull();
        }
        assertThat(EventId.read(null)).isNull();
        assertThat(EventId.read("a:" + "kpis.1,".repeat(1_000))).isNull();
    }
}
