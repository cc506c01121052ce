package io.tillstream.dashboard.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The part of docs/problems.md about the gateway is made of {@link Problem}; {@code -Dtillstream.update=true} writes it anew. */
class ProblemsPageTest {

    private static final Path PAGE = Path.of("../docs/problems.md");
    private static final String BEGIN = "<!-- dashboard-ws -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void shouldTellOfEveryProblem() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        StringBuilder rows =
                new StringBuilder("\n| code | status | what has happened | what to do |\n|---|---|---|---|\n");
        for (Problem problem : Problem.values()) {
            rows.append("| `%s` | %d | %s | %s |\n"
                    .formatted(problem.code(), problem.status(), problem.meaning(), problem.whatToDo()));
        }
        String right = page.substring(0, from) + rows + '\n' + page.substring(page.indexOf(END, from));
        if (Boolean.getBoolean("tillstream.update")) {
            Files.writeString(PAGE, right);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(right);
    }
}
