package io.tillstream.streams.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.output.VisitorIdentity;
import io.tillstream.contracts.output.VisitorIdentity.Span;
import io.tillstream.contracts.output.VisitorIdentity.Undone;
import io.tillstream.streams.binary.BinaryReader;
import io.tillstream.streams.binary.BinaryWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinksTest {

    private final Links links = new Links();

    @Test
    void shouldGiveThePastToTheFirstAndEachTimeToWhoIdentifiedInIt() {
        assertThat(links.ownerAt(0)).isNull();
        links.join("ben", 20, "e-2");
        links.join("anna", 10, "e-1");
        links.join("anna", 30, "e-3");

        assertThat(links.ownerAt(Long.MIN_VALUE)).isEqualTo("anna");
        assertThat(links.ownerAt(19)).isEqualTo("anna");
        assertThat(links.ownerAt(20)).isEqualTo("ben");
        assertThat(links.ownerAt(29)).isEqualTo("ben");
        assertThat(links.ownerAt(Long.MAX_VALUE)).isEqualTo("anna");
        assertThat(links.describe("anon:v").spans())
                .containsExactly(
                        new Span("anna", null, at(20), at(10)),
                        new Span("ben", at(20), at(30), at(20)),
                        new Span("anna", at(30), null, at(30)));
    }

    @Test
    void shouldSayWhetherAJoinIsNew() {
        assertThat(links.join("anna", 10, "e-1")).isTrue();
        assertThat(links.join("anna", 10, "e-1")).isFalse();
        assertThat(links.undo("anna", 15)).isTrue();
        assertThat(links.undo("anna", 12)).isFalse();
    }

    @Test
    void shouldUndoWhatCameUpToThenInWhateverOrder() {
        links.undo("anna", 15);
        links.join("anna", 15, "e-1");
        links.join("ben", 5, "e-2");
        assertThat(links.ownerAt(50)).isEqualTo("ben");
        links.join("anna", 16, "e-3");
        assertThat(links.ownerAt(50)).isEqualTo("anna");
        assertThat(links.describe("anon:v"))
                .isEqualTo(new VisitorIdentity(
                        "anon:v",
                        List.of(new Span("ben", null, at(16), at(5)), new Span("anna", at(16), null, at(16))),
                        List.of(new Undone("anna", at(15)))));
    }

    @Test
    void shouldDecideTiesById() {
        links.join("ben", 10, "e-2");
        links.join("anna", 10, "e-1");
        assertThat(links.ownerAt(10)).isEqualTo("ben");
        assertThat(links.ownerAt(9)).isEqualTo("anna");
    }

    @Test
    void shouldForgetTheOlderHalfAndDecideNothingBefore() {
        for (int i = 0; i <= Links.MAX_LINKS; i++) {
            links.join("c-" + i, i, "e-" + i);
        }
        assertThat(links.isFull()).isTrue();
        links.prune();
        assertThat(links.isFull()).isFalse();
        assertThat(links.ownerAt(128)).isNull();
        assertThat(links.ownerAt(129)).isEqualTo("c-129");
        assertThat(links.ownerAt(1_000)).isEqualTo("c-256");
    }

    @Test
    void shouldBeReadAsWritten() {
        links.join("ben", 20, "e-2");
        links.join("anna", 10, "e-1");
        links.undo("ben", 3);
        BinaryWriter out = new BinaryWriter();
        links.write(out);
        Links read = Links.read(new BinaryReader(out.toByteArray()));
        assertThat(read.describe("anon:v")).isEqualTo(links.describe("anon:v"));
        assertThat(read.ownerAt(15)).isEqualTo("anna");
    }

    private static Instant at(long millis) {
        return Instant.ofEpochMilli(millis);
    }
}
