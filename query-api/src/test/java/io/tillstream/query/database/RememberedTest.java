package io.tillstream.query.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Remembered.Question;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Remembered<String> remembered = new Remembered<>(1_000);
    private final AtomicInteger asked = new AtomicInteger();

    private static Question question(String snapshot, Object... values) {
        return new Question(snapshot, "SELECT", List.of(values));
    }

    private List<String> answer(Question question) {
        return remembered
                .answer(question, () -> Uni.createFrom().item(List.of("answer " + asked.incrementAndGet())))
                .await()
                .atMost(PATIENCE);
    }

    @Test
    void shouldAnswerFromMemoryOnlyTheSameQuestionOfTheSameState() {
        assertThat(answer(question("10:10:", 1L))).containsExactly("answer 1");
        assertThat(answer(question("10:10:", 1L))).containsExactly("answer 1");
        assertThat(answer(question("10:10:", 2L))).containsExactly("answer 2");
        assertThat(answer(question("10:11:", 1L))).containsExactly("answer 3");
    }

    @Test
    void shouldAskOnceForAllWhoWaitAndNotGiveUpForOneOfThem() {
        CompletableFuture<List<String>> database = new CompletableFuture<>();
        Uni<List<String>> answer = remembered.answer(question("1:1:"), () -> {
            asked.incrementAndGet();
            return Uni.createFrom().completionStage(database);
        });
        CompletableFuture<List<String>> impatient = answer.subscribeAsCompletionStage();
        CompletableFuture<List<String>> patient = answer.subscribeAsCompletionStage();

        impatient.cancel(true);
        database.complete(List.of("late"));

        assertThat(patient).succeedsWithin(PATIENCE).isEqualTo(List.of("late"));
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldForgetAFailure() {
        assertThatThrownBy(() -> remembered
                        .answer(question("1:1:"), () -> Uni.createFrom().failure(new IllegalStateException("away")))
                        .await()
                        .atMost(PATIENCE))
                .hasMessageContaining("away");

        assertThat(answer(question("1:1:"))).containsExactly("answer 1");
    }
}
