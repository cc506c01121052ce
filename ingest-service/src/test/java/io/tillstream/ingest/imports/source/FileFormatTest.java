package io.tillstream.ingest.imports.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileFormatTest {

    @Test
    void shouldTellPackedFilesFromTheirFirstBytes() throws Exception {
        assertThat(FileFormat.of(new byte[] {0x1f, (byte) 0x8b, 8})).isEqualTo(FileFormat.GZIP);
        assertThat(FileFormat.of(new byte[] {(byte) 0xfd, '7', 'z', 'X', 'Z', 0, 0, 0}))
                .isEqualTo(FileFormat.XZ);
        assertThat(FileFormat.of(new byte[] {'P', 'K', 3, 4, 0, 0})).isEqualTo(FileFormat.WORKBOOK);
        assertThat(FileFormat.of("InvoiceNo".getBytes(StandardCharsets.UTF_8))).isEqualTo(FileFormat.TEXT);
        assertThat(FileFormat.of(new byte[] {'a'})).isEqualTo(FileFormat.TEXT);
    }

    @ParameterizedTest
    @CsvSource({
        "d0cf11e0a1b11ae1,old Excel workbook",
        "425a68393141,bzip2",
        "28b52ffd0000,Zstandard",
        "377abcaf271c,7-Zip",
        "255044462d31,PDF",
        "504152310000,Parquet"
    })
    void shouldNameAFormatThatIsNotSupported(String hex, String name) {
        byte[] start = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> FileFormat.of(start))
                .isInstanceOf(BadFileException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("xlsx");
    }
}
