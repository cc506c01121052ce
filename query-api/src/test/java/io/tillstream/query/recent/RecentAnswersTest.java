package io.tillstream.query.recent;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.request.Params;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecentAnswersTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2024-06-01T12:00:00Z");
    private static final Duration DEAR = Duration.ofSeconds(1);

    private final Watch clock = new Watch();
    private final RecentAnswers answers = new RecentAnswers(
            new RecentSettings(Duration.ofMillis(50), Duration.ofSeconds(30), 1),
            () -> Uni.createFrom().item(() -> this.state),
            clock);

    /** What is being asked of the tables, in the order it began. */
    private final Queue<CompletableFuture<String>> asked = new ArrayDeque<>();

    private final List<String> begun = new ArrayList<>();
    private String state = "1";

    /** Answers that end when the test says so. */
    private final class Watch extends Clock {
        private Instant now = NOON;

        private void goOn(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    interface Resource {
        @Accepts(Parameter.SEGMENT)
        Uni<String> figures();
    }

    private static Question question(String segment) {
        try {
            return Question.of(
                    Resource.class.getDeclaredMethod("figures"),
                    new Params(name -> name.equals("segment") ? segment : "nothing of this question"));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private CompletableFuture<Answer> ask(String segment) {
        return ask(segment, false);
    }

    private CompletableFuture<Answer> ask(String segment, boolean present) {
        Uni<String> make = Uni.createFrom().deferred(() -> {
            begun.add(segment);
            CompletableFuture<String> answer = new CompletableFuture<>();
            asked.add(answer);
            return Uni.createFrom().completionStage(answer);
        });
        return answers.answer(question(segment), make, present).subscribeAsCompletionStage();
    }

    /** The tables give the answer that was asked for first. */
    private void give(String answer, Duration after) {
        clock.goOn(after);
        asked.remove().complete(answer);
    }

    private static Answer value(CompletableFuture<Answer> answer) {
        assertThat(answer).succeedsWithin(PATIENCE);
        return answer.join();
    }

    private void makeOnce(String segment, String answer, Duration cost) {
        CompletableFuture<Answer> first = ask(segment);
        give(answer, cost);
        value(first);
    }

    @Test
    void shouldMakeWhatIsCheapForEachWhoAsks() {
        makeOnce("Lost", "one", Duration.ofMillis(49));

        CompletableFuture<Answer> second = ask("Lost");
        give("two", Duration.ZERO);

        assertThat(value(second)).isEqualTo(new Answer("two", NOON.plusMillis(49), true));
    }

    @Test
    void shouldGiveTheLastAnswerWithItsTimeForTenTimesWhatItTook() {
        makeOnce("Lost", "one", DEAR);

        clock.goOn(Duration.ofSeconds(9));

        assertThat(value(ask("Lost"))).isEqualTo(new Answer("one", NOON, false));
        assertThat(begun).containsExactly("Lost");
    }

    @Test
    void shouldMakeItAnewOnceBesideThoseWhoAsk() {
        makeOnce("Lost", "one", DEAR);
        clock.goOn(Duration.ofSeconds(10));

        assertThat(value(ask("Lost")).value()).isEqualTo("one");
        assertThat(value(ask("Lost")).value()).isEqualTo("one");
        assertThat(begun).hasSize(2);
        give("two", DEAR);

        assertThat(value(ask("Lost"))).isEqualTo(new Answer("two", NOON.plusSeconds(11), false));
        assertThat(begun).hasSize(2);
    }

    @Test
    void shouldMakeNothingAnewThatNobodyAsksForAndLetThemWaitAfterTheLongestTime() {
        makeOnce("Lost", "one", DEAR);
        clock.goOn(Duration.ofSeconds(31));
        assertThat(begun).hasSize(1);

        CompletableFuture<Answer> late = ask("Lost");
        CompletableFuture<Answer> another = ask("Lost");

        assertThat(late).isNotDone();
        give("two", DEAR);
        assertThat(value(late).value()).isEqualTo("two");
        assertThat(value(another)).isEqualTo(new Answer("two", NOON.plusSeconds(32), false));
        assertThat(begun).hasSize(2);
    }

    @Test
    void shouldLetThoseWaitTogetherWhoAskForTheFirstTimeOnceItIsKnownToBeDear() {
        CompletableFuture<Answer> first = ask("Lost");
        CompletableFuture<Answer> atOnce = ask("Lost");
        clock.goOn(Duration.ofMillis(50));
        CompletableFuture<Answer> later = ask("Lost");
        assertThat(begun).hasSize(2);

        give("one", DEAR);

        assertThat(value(first).own()).isTrue();
        assertThat(value(later)).isEqualTo(new Answer("one", NOON, false));
        assertThat(atOnce).isNotDone();
    }

    @Test
    void shouldGiveThePresentToWhoeverWantsIt() {
        makeOnce("Lost", "one", DEAR);
        clock.goOn(Duration.ofSeconds(10));
        value(ask("Lost"));
        clock.goOn(DEAR);

        // what is in the making was begun before
        CompletableFuture<Answer> present = ask("Lost", true);
        assertThat(begun).hasSize(2);
        give("begun before", DEAR);
        assertThat(present).isNotDone();
        give("now", DEAR);

        assertThat(value(present)).isEqualTo(new Answer("now", NOON.plusSeconds(13), true));
        assertThat(value(ask("Lost")).value()).isEqualTo("now");
    }

    @Test
    void shouldRememberNoFailure() {
        makeOnce("Lost", "one", DEAR);
        clock.goOn(Duration.ofSeconds(10));
        value(ask("Lost"));

        asked.remove().completeExceptionally(new IllegalStateException("away"));
        assertThat(value(ask("Lost")).value()).isEqualTo("one");
        assertThat(begun).hasSize(3);
        asked.remove().completeExceptionally(new IllegalStateException("still away"));
        clock.goOn(Duration.ofSeconds(30));
        CompletableFuture<Answer> late = ask("Lost");
        asked.remove().completeExceptionally(new IllegalStateException("gone"));

        assertThat(late).failsWithin(PATIENCE).withThrowableThat().withMessageContaining("gone");
    }

    @Test
    void shouldKeepKnowingThatItIsDearWhileNothingWasWritten() {
        makeOnce("Lost", "one", DEAR);
        clock.goOn(Duration.ofSeconds(10));
        value(ask("Lost"));
        // out of memory
        give("one", Duration.ofMillis(1));
        clock.goOn(Duration.ofSeconds(9));
        assertThat(value(ask("Lost")).own()).isFalse();

        clock.goOn(Duration.ofSeconds(2));
        state = "2";
        value(ask("Lost"));
        give("two", Duration.ofMillis(1));

        CompletableFuture<Answer> cheapNow = ask("Lost");
        assertThat(cheapNow).isNotDone();
        give("three", Duration.ZERO);
        assertThat(value(cheapNow).own()).isTrue();
    }

    @Test
    void shouldMakeDearAnswersInTurnAndCheapOnesBesideThem() {
        makeOnce("Lost", "one", DEAR);
        makeOnce("Loyal", "other", DEAR);
        clock.goOn(Duration.ofSeconds(15));
        value(ask("Lost"));
        value(ask("Loyal"));
        assertThat(begun).containsExactly("Lost", "Loyal", "Lost");

        CompletableFuture<Answer> unknown = ask("Champions");
        assertThat(begun).containsExactly("Lost", "Loyal", "Lost", "Champions");
        give("two", DEAR);

        assertThat(begun).containsExactly("Lost", "Loyal", "Lost", "Champions", "Loyal");
        assertThat(unknown).isNotDone();
    }

    @Test
    void shouldTakeNoAnswerForThatToAnotherQuestion() {
        makeOnce("Lost", "one", DEAR);

        CompletableFuture<Answer> other = ask("Loyal");

        assertThat(other).isNotDone();
        assertThat(begun).containsExactly("Lost", "Loyal");
    }

    private record Table(Instant asOf, List<String> items) {}

    @Test
    void shouldWeighAnswersByTheirRows() {
        assertThat(RecentAnswers.rows(List.of(1, 2, 3))).isEqualTo(4);
        assertThat(RecentAnswers.rows(new Table(NOON, List.of("one", "two")))).isEqualTo(3);
    }
}
