package io.tillstream.ingest.imports.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextEncodingTest {

    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final String TABLE = "order,title\n1,Tasse für 5 £\n2,Crème brûlée\n3,naïve café\n";

    @Test
    void shouldTellUtf8WithAndWithoutByteOrderMark() throws Exception {
        assertThat(TextEncoding.of(TABLE.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new TextEncoding(StandardCharsets.UTF_8, 0, true));
        assertThat(TextEncoding.of(("\ufeff" + TABLE).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new TextEncoding(StandardCharsets.UTF_8, 3, false));
    }

    @Test
    void shouldNotMindACharacterThatIsCutAtTheEndOfTheSample() throws Exception {
        byte[] whole = "order,title\n1,£".getBytes(StandardCharsets.UTF_8);
        byte[] cut = java.util.Arrays.copyOf(whole, whole.length - 1);

        assertThat(TextEncoding.of(cut).charset()).isEqualTo(StandardCharsets.UTF_8);
    }

    @Test
    void shouldTakeLatinTextsForWindows1252() throws Exception {
        assertThat(TextEncoding.of(TABLE.getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new TextEncoding(WINDOWS_1252, 0, true));
    }

    @Test
    void shouldTellUtf16() throws Exception {
        assertThat(TextEncoding.of(TABLE.getBytes(StandardCharsets.UTF_16LE)).charset())
                .isEqualTo(StandardCharsets.UTF_16LE);
        assertThat(TextEncoding.of(TABLE.getBytes(StandardCharsets.UTF_16)))
                .isEqualTo(new TextEncoding(StandardCharsets.UTF_16BE, 2, false));
    }

    @Test
    void shouldTellCyrillicByStatistics() throws Exception {
        String text =
                "заказ,название\n1,Чашка фарфоровая белая\n2,Скатерть льняная праздничная\n3,Настольная лампа для дома\n";
        Charset cyrillic = Charset.forName("windows-1251");

        assertThat(TextEncoding.ofLegacyText(new ByteArrayInputStream(text.getBytes(cyrillic))))
                .isEqualTo(cyrillic);
    }

    @Test
    void shouldRefuseBinaryContent() {
        assertThatThrownBy(() -> TextEncoding.of(new byte[] {1, 0, 0, 7, 9, 0, 0, 0, 3}))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining("binary");
    }
}
