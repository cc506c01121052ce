package io.tillstream.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    @Test
    void shouldLeadToOtherPagesAndKeepTheWordsOfWhatIsNotServed() {
        String index = html("/docs/index.html");
        assertThat(index)
                .contains("<title>", " · Tillstream</title>", "<a href=\"/docs/features/churn.html\">")
                .doesNotContain(".md\"", "<!--");
        assertThat(html("/docs/sql.html")).contains("<h1 id=\"", "<pre tabindex=\"0\"><code");
        assertThat(html("/docs/adr/0001-write-behind-state.html")).contains("<h1 id=\"1-");
    }

    @Test
    void shouldLetWideTablesBeScrolledByKeyboard() {
        String churn = html("/docs/features/churn.html");
        assertThat(churn.split("<table>", -1)).hasSizeGreaterThan(1);
        assertThat(churn.split("<div class=\"rows\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>", -1))
                .hasSameSizeAs(churn.split("<table>", -1));
    }

    @Test
    void shouldKnowNoOtherPages() {
        assertThat(Documentation.load("/docs/no-such-page.html")).isNull();
        assertThat(Documentation.holds("/docs/audit.md")).isFalse();
        assertThat(Documentation.holds("/index.html")).isFalse();
    }

    private static String html(String path) {
        assertThat(Documentation.holds(path)).isTrue();
        return new String(Objects.requireNonNull(Documentation.load(path), path).plain(), StandardCharsets.UTF_8);
    }
}
