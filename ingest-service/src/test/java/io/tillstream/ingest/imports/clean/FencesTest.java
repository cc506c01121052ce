package io.tillstream.ingest.imports.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FencesTest {

    @Test
    void shouldReachOneAndAHalfInterquartileRangesBeyondTheQuartiles() {
        Fences.Counter counter = new Fences.Counter();
        LongStream.rangeClosed(1, 8).forEach(counter::add);

        // quartiles 2 and 6, range 4
        assertThat(counter.fences()).isEqualTo(new Fences(-4, 12));
    }

    @Test
    void shouldFindEverythingUsualWithoutValues() {
        assertThat(new Fences.Counter().fences().contains(Long.MAX_VALUE)).isTrue();
    }
}
