package io.tillstream.query.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import io.tillstream.query.request.Problem;
import io.tillstream.query.table.Column;
import io.tillstream.query.table.Columns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Order and pages of lists that are read as a whole. */
class SelectionTest {

    private static final Set<Parameter> ALL =
            Set.of(Parameter.FIELDS, Parameter.SORT, Parameter.LIMIT, Parameter.CURSOR);
    private static final Columns COLUMNS = new Columns(List.of(
            new Column("name", Column.Type.TEXT),
            new Column("net", Column.Type.AMOUNT),
            new Column("tags", Column.Type.NESTED)));

    private static JsonNode row(String name, @Nullable Integer net) {
        return new ObjectMapper().createObjectNode().put("name", name).put("net", net);
    }

    private static Selection selection(String... parameters) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            given.put(parameters[i], parameters[i + 1]);
        }
        return Selection.of(COLUMNS, new Params(given::get), ALL);
    }

    private static List<String> names(Selection.Selected selected) {
        return selected.rows().stream().map(row -> row.get("name").asText()).toList();
    }

    private static List<JsonNode> four() {
        return List.of(row("b", 9), row("c", 10), row("a", null), row("d", -1));
    }

    @Test
    void shouldSortByValueWithNothingLast() {
        assertThat(names(selection("sort", "net").of(four()))).containsExactly("d", "b", "c", "a");
        assertThat(names(selection("sort", "-net").of(four()))).containsExactly("c", "b", "d", "a");
        assertThat(names(selection("sort", "name").of(four()))).containsExactly("a", "b", "c", "d");
        assertThat(names(selection().of(four()))).containsExactly("b", "c", "a", "d");
    }

    @Test
    void shouldGoOnAfterTheLastRowThoughOthersCameInBetween() {
        Selection.Selected first = selection("sort", "name", "limit", "2").of(four());
        assertThat(names(first)).containsExactly("a", "b");
        String cursor = first.nextCursor();
        assertThat(cursor).isNotNull();

        List<JsonNode> more = new ArrayList<>(List.of(row("aa", 1)));
        more.addAll(four());
        Selection.Selected second = selection("sort", "name", "limit", "2", "cursor", String.valueOf(cursor))
                .of(more);
        assertThat(names(second)).containsExactly("c", "d");
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void shouldNameWhatItRefuses() {
        assertThatThrownBy(() -> selection("sort", "tags"))
                .isInstanceOf(Problem.class)
                .hasMessageStartingWith("sort: ");
        assertThatThrownBy(() -> selection("fields", "name,colour")).hasMessageContaining("'colour'");
        assertThatThrownBy(() -> selection("limit", "0")).hasMessageStartingWith("limit: ");
        String other = String.valueOf(selection("limit", "1").of(four()).nextCursor());
        assertThatThrownBy(() -> selection("sort", "-net", "cursor", other).of(four()))
                .hasMessageStartingWith("cursor: ");
        assertThatThrownBy(() -> selection("cursor", "nonsense")).hasMessageStartingWith("cursor: ");
    }

    @Test
    void shouldTagWhatIsSaidAndNotWhen() {
        String tag = Tag.of("{\"net\":1,\"as_of\":\"2024-01-01T00:00:00Z\"}");

        assertThat(tag).startsWith("W/\"");
        assertThat(Tag.of("{\"net\":1,\"as_of\":\"2024-01-02T00:00:00Z\"}")).isEqualTo(tag);
        assertThat(Tag.of("{\"net\":2,\"as_of\":\"2024-01-01T00:00:00Z\"}")).isNotEqualTo(tag);
        assertThat(Tag.isKnown(tag, "\"x\", " + tag)).isTrue();
        assertThat(Tag.isKnown(tag, tag.substring(2))).isTrue();
        assertThat(Tag.isKnown(tag, "*")).isTrue();
        assertThat(Tag.isKnown(tag, "W/\"x\"")).isFalse();
        assertThat(Tag.isKnown(tag, null)).isFalse();
    }
}
