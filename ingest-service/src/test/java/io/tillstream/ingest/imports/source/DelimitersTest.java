package io.tillstream.ingest.imports.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelimitersTest {

    @Test
    void shouldTellEachDelimiter() {
        assertThat(Delimiters.of("a,b,c\n1,2,3\n")).isEqualTo(',');
        assertThat(Delimiters.of("a;b;c\n1;2,50;3\n")).isEqualTo(';');
        assertThat(Delimiters.of("a\tb\tc\n1\t2\t3\n")).isEqualTo('\t');
        assertThat(Delimiters.of("a|b|c\n1|2|3\n")).isEqualTo('|');
    }

    @Test
    void shouldNotBeMisledByDelimitersInsideCells() {
        assertThat(Delimiters.of("a;b\n\"x,y,z\";1\nx, y, z;2\n")).isEqualTo(';');
        assertThat(Delimiters.of("title,price\n\"a;b;c;d\",1\n\"e;f;g;h\",2\n")).isEqualTo(',');
    }

    @Test
    void shouldFallBackToAComma() {
        assertThat(Delimiters.of("")).isEqualTo(',');
        assertThat(Delimiters.of("single\n1\n2\n")).isEqualTo(',');
    }
}
