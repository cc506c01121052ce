package io.tillstream.query.database;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the database that still hold: those to the same statement, with the same values, of the same state of all tables. The state is what the database says of it
 * (a snapshot: which transactions are seen), so nothing is ever out of date, whoever wrote; and who asks while another is waiting for the same answer waits with them.
 *
 * @param <A> an answer
 */
final class Remembered<A> {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final AsyncCache<Question, List<A>> answers;

    /** @param mostRows of all answers together, counting each as one more than its rows */
    Remembered(long mostRows) {
        answers = Caffeine.newBuilder()
                .maximumWeight(mostRows)
                .weigher((Question question, List<A> rows) -> 1 + rows.size())
                .expireAfterWrite(LONGEST)
                .buildAsync();
    }

    /**
     * What is asked, and of which state of the tables.
     *
     * @param snapshot as the database names it
     */
    record Question(String snapshot, String statement, List<@Nullable Object> values) {}

    /** The answer, which is asked for if need be. A failure is not remembered. */
    Uni<List<A>> answer(Question question, Supplier<Uni<List<A>>> ask) {
        return Uni.createFrom()
                .deferred(() -> Shared.of(
                        answers.get(question, (asked, executor) -> ask.get().subscribeAsCompletionStage())));
    }
}
