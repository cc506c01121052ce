package io.tillstream.ingest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.ingest.wire.vocabulary.Ga4Vocabulary;
import io.tillstream.ingest.wire.vocabulary.SegmentVocabulary;
import io.tillstream.ingest.wire.vocabulary.ShopVocabularies;
import io.tillstream.ingest.wire.vocabulary.SnowplowVocabulary;
import io.tillstream.ingest.wire.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the tables of docs/wire-formats.md to the code; {@code -Dtillstream.update=true} writes them. */
class WireDocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "wire-formats.md");

    @Test
    void shouldDocumentEveryTableAsItIs() throws IOException {
        String page = Files.readString(PAGE);
        String expected = page;
        for (Vocabulary vocabulary : List.of(
                SegmentVocabulary.TABLE,
                Ga4Vocabulary.TABLE,
                SnowplowVocabulary.TABLE,
                ShopVocabularies.SHOPIFY,
                ShopVocabularies.WOOCOMMERCE)) {
            expected = withTables(expected, vocabulary);
        }
        if (Boolean.getBoolean("tillstream.update")) {
            Files.writeString(PAGE, expected);
        } else {
            assertThat(page).isEqualTo(expected);
        }
    }

    private static String withTables(String page, Vocabulary vocabulary) {
        String mark = "<!-- " + vocabulary.name() + " -->\n";
        int from = page.indexOf(mark);
        assertThat(from).as(mark).isNotNegative();
        int next = page.indexOf("\n## ", from);
        return page.substring(0, from + mark.length())
                + vocabulary.table()
                + "\n"
                + vocabulary.productTable()
                + (next < 0 ? "" : page.substring(next));
    }
}
