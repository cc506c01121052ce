package io.tillstream.query.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.query.request.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The part of docs/problems.md about the query service is made of {@link ProblemCode}; {@code -Dtillstream.update=true} writes it anew. */
class ProblemsPageTest {

    private static final Path PAGE = Path.of("../docs/problems.md");
    private static final String BEGIN = "<!-- query-api -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void shouldTellOfEveryProblem() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END, from);
        String right = page.substring(0, from) + sections() + page.substring(to);
        if (Boolean.getBoolean("tillstream.update")) {
            Files.writeString(PAGE, right);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(right);
    }

    private static String sections() {
        StringBuilder text = new StringBuilder();
        for (ProblemCode code : ProblemCode.values()) {
            text.append("\n### ")
                    .append(code.wireName())
                    .append("\n\n")
                    .append(code.status())
                    .append(" · `")
                    .append(code.type())
                    .append("`\n\n")
                    .append(code.meaning())
                    .append(" **")
                    .append(code.whatToDo())
                    .append("**\n");
        }
        return text.append('\n').toString();
    }
}
