package io.tillstream.benchmarks.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class FramesTest {

    @Test
    void shouldCountFramesAndTheTimeLostToLateOnes() {
        // 100 ms: four gaps in time, one of 60 ms
        Frames frames = new Frames(List.of(10.0, 10.0, 60.0, 10.0, 10.0));
        assertThat(frames.perSecond()).isEqualTo(50);
        assertThat(frames.lateShare()).isEqualTo(0.6);
        assertThat(frames.quantile(0.8)).isEqualTo(10);
        assertThat(frames.quantile(0.99)).isEqualTo(60);
        assertThat(frames.quantile(0)).isEqualTo(10);
    }

    @Test
    void shouldSayThatNothingWasDrawn() {
        assertThatThrownBy(() -> new Frames(List.of())).hasMessage("no frame was drawn");
    }
}
