package io.tillstream.ingest.imports.clean;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HashIndexTest {

    @Test
    void shouldNumberHashesInOrderOfFirstAppearanceWhileItGrows() {
        HashIndex index = new HashIndex();
        Random random = new Random(7);
        long[][] hashes = new long[50_000][];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = new long[] {random.nextLong(), random.nextLong()};
            assertThat(index.find(hashes[i][0], hashes[i][1])).isEqualTo(-1);
            assertThat(index.indexOf(hashes[i][0], hashes[i][1])).isEqualTo(i);
        }
        for (int i = 0; i < hashes.length; i++) {
            assertThat(index.add(hashes[i][0], hashes[i][1])).isFalse();
            assertThat(index.find(hashes[i][0], hashes[i][1])).isEqualTo(i);
        }
        assertThat(index.size()).isEqualTo(hashes.length);
    }

    @Test
    void shouldKeepApartHashesThatShareHalf() {
        HashIndex index = new HashIndex();

        assertThat(index.indexOf(0, 0)).isZero();
        assertThat(index.indexOf(0, 1)).isEqualTo(1);
        assertThat(index.indexOf(1, 0)).isEqualTo(2);
        assertThat(index.indexOf(0, 0)).isZero();
    }

    @Test
    void shouldHashTextsWithTheirBorders() {
        TextHash hash = new TextHash();
        long first = hash.of("ab", "c").low();

        assertThat(hash.of("a", "bc").low()).isNotEqualTo(first);
        assertThat(hash.of("ab", "c").low()).isEqualTo(first);
        assertThat(hash.of("x".repeat(5_000)).high())
                .isNotEqualTo(hash.of("x".repeat(5_001)).high());
    }
}
