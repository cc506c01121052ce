package io.tillstream.streams.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitPaceTest {

    private static final long NOW = 1_800_000_000_000L;

    private final CommitPace pace = new CommitPace(Duration.ofMillis(300), Duration.ofSeconds(3));

    @Test
    void shouldCommitSoonWhileRecordsAreFresh() {
        pace.note(NOW, NOW - CommitPace.BEHIND.toMillis());
        assertThat(pace.isBehind(NOW)).isFalse();
        assertThat(pace.isDue(NOW, NOW - 299)).isFalse();
        assertThat(pace.isDue(NOW, NOW - 300)).isTrue();
    }

    @Test
    void shouldCommitSeldomWhileRecordsAreOld() {
        pace.note(NOW, NOW - CommitPace.BEHIND.toMillis() - 1);
        assertThat(pace.isBehind(NOW)).isTrue();
        assertThat(pace.isDue(NOW, NOW - 2_999)).isFalse();
        assertThat(pace.isDue(NOW, NOW - 3_000)).isTrue();
    }

    @Test
    void shouldCommitSoonOnceTheBacklogIsDone() {
        pace.note(NOW, NOW - 60_000);
        assertThat(pace.isDue(NOW + 499, NOW)).isFalse();
        assertThat(pace.isDue(NOW + 500, NOW)).isTrue();
    }

    @Test
    void shouldStayBehindUnderOldAndFreshRecordsMixed() {
        pace.note(NOW, NOW - 60_000);
        pace.note(NOW + 1, NOW);
        assertThat(pace.isBehind(NOW + 1)).isTrue();
    }
}
