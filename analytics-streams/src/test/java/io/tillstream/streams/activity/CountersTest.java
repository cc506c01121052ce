package io.tillstream.streams.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountersTest {

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** 2^(−days / half-life), by a pocket calculator. */
    @ParameterizedTest
    @CsvSource({
        "0,1,1,1,1",
        "7,0.5,0.840896415,0.948077514,0.986758694",
        "28,0.0625,0.5,0.807933072,0.948077514",
        "91,0.000122070313,0.105112052,0.5,0.840896415",
        "364,2.22044605e-16,0.000122070313,0.0625,0.5",
    })
    void shouldForgetHalfAfterEachHalfLife(int days, double by7, double by28, double by91, double by364) {
        Decay decay = Decay.after(days * DAY);
        assertThat(decay.by7()).isCloseTo(by7, within(by7 * 1e-7));
        assertThat(decay.by28()).isCloseTo(by28, within(by28 * 1e-7));
        assertThat(decay.by91()).isCloseTo(by91, within(by91 * 1e-7));
        assertThat(decay.by364()).isCloseTo(by364, within(by364 * 1e-7));
    }

    @Test
    void shouldAddWhatIsLeftOfEachEvent() {
        Counters counters = new Counters(7, 28);
        counters.add(0, 1, 10);
        counters.add(28 * DAY, 1, 10);
        // 28 days on: 1/16 of the first and the whole second; 10/2 and 10
        assertThat(counters.at(0, 28 * DAY)).isCloseTo(1.0625, within(1e-12));
        assertThat(counters.at(1, 28 * DAY)).isCloseTo(15, within(1e-12));
        // a late one of day 21 counts half by day 28 in the first
        counters.add(21 * DAY, 1, 0);
        assertThat(counters.at(0, 28 * DAY)).isCloseTo(1.5625, within(1e-12));
        assertThat(counters.at(0, 35 * DAY)).isCloseTo(0.78125, within(1e-12));
    }

    @Test
    void shouldGiveTheSameInAnyOrder() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            List<Long> times =
                    new ArrayList<>(random.longs(40, 0, 800 * DAY).boxed().toList());
            Counters sorted = counted(times.stream().sorted().toList());
            Collections.shuffle(times, random);
            Counters shuffled = counted(times);
            for (int i = 0; i < 4; i++) {
                double right = sorted.at(i, 800 * DAY);
                assertThat(shuffled.at(i, 800 * DAY)).isCloseTo(right, within(right * 1e-9));
            }
        }
    }

    private static Counters counted(List<Long> times) {
        Counters counters = new Counters(7, 28, 91, 364);
        times.forEach(at -> counters.add(at, 1, 1, 1, 1));
        return counters;
    }

    @Test
    void shouldStayFiniteOverHalfACentury() {
        Counters counters = new Counters(7, 364);
        counters.add(50 * 365 * DAY, 1, 1);
        counters.add(0, 1, 1);
        assertThat(counters.at(0, 50 * 365 * DAY)).isEqualTo(1);
        // 2^(−18250 / 364)
        assertThat(counters.at(1, 50 * 365 * DAY)).isCloseTo(1, within(1e-14));
        assertThat(counters.at(0, 100 * 365 * DAY)).isBetween(0.0, 1e-300);
    }

    @Test
    void shouldReadWhatWasWrittenToTheLastBit() {
        Counters counters = counted(List.of(5L, 17 * DAY + 3, 400 * DAY));
        BinaryWriter out = new BinaryWriter();
        counters.write(out);
        new Counters(7).write(out);
        BinaryReader in = new BinaryReader(out.toByteArray());
        Counters read = new Counters(7, 28, 91, 364);
        read.read(in);
        Counters none = new Counters(7);
        none.read(in);
        for (int i = 0; i < 4; i++) {
            assertThat(read.at(i, 500 * DAY)).isEqualTo(counters.at(i, 500 * DAY));
        }
        assertThat(none.at(0, DAY)).isZero();
        assertThat(in.hasRemaining()).isFalse();
    }
}
