package io.tillstream.streams.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void shouldBeExactUpToItsSize() {
        Shares shares = new Shares();
        for (int i = 0; i < Shares.MOST; i++) {
            shares.add(i, 1);
        }
        shares.add(3, 40);
        shares.addUnknown(27);
        assertThat(shares.most()).isEqualTo(41);
        assertThat(shares.units()).isEqualTo(Shares.MOST + 40 + 27);
    }

    /** Misra and Gries: never too high, and too low by no more than all units / (size + 1). */
    @Test
    void shouldKeepItsErrorBeyondItsSize() {
        Random random = new Random(4);
        for (int round = 0; round < 200; round++) {
            Shares shares = new Shares();
            Map<Long, Long> exact = new HashMap<>();
            for (int i = 0; i < 2_000; i++) {
                long label = random.nextInt(3) == 0 ? 7 : random.nextInt(300);
                long more = 1 + random.nextInt(5);
                shares.add(label, more);
                exact.merge(label, more, Long::sum);
            }
            long most = exact.values().stream().mapToLong(Long::longValue).max().orElseThrow();
            assertThat(shares.most()).isBetween(most - shares.units() / (Shares.MOST + 1), most);
        }
    }

    @Test
    void shouldReadWhatWasWritten() {
        Shares shares = new Shares();
        shares.add(-5, 3);
        shares.add(9, 4);
        shares.addUnknown(2);
        BinaryWriter out = new BinaryWriter();
        shares.write(out);
        Shares read = new Shares();
        read.read(new BinaryReader(out.toByteArray()));
        assertThat(read.most()).isEqualTo(4);
        read.add(-5, 2);
        assertThat(read.most()).isEqualTo(5);
        assertThat(read.units()).isEqualTo(11);
    }
}
