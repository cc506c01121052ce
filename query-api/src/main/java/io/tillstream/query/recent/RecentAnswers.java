package io.tillstream.query.recent;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Shared;
import java.lang.reflect.RecordComponent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Answers that took long to make. One that takes c is made anew at most once in 10·c; whoever asks meanwhile gets the last one at once, with the time at which it was
 * made. It is made anew only when somebody asks, once for all who ask, and few at a time, so that cheap questions find the database free. What is made fast is made for
 * everybody who asks. A failure is not remembered.
 */
public final class RecentAnswers {

    private static final Logger LOG = Logger.getLogger(RecentAnswers.class);

    /** Of all answers together: some 50 MB at most. */
    private static final long MOST_ROWS = 100_000;

    private static final int MOST_QUESTIONS = 10_000;
    private static final Duration COSTS_KEPT = Duration.ofHours(1);

    private final RecentSettings settings;
    private final Supplier<Uni<String>> state;
    private final Clock clock;
    private final Turns turns;
    private final Cache<Question, Answer> answers;
    private final Map<Question, Making> making = new ConcurrentHashMap<>();

    /** Those of dear questions alone. */
    private final Cache<Question, Cost> costs = Caffeine.newBuilder()
            .maximumSize(MOST_QUESTIONS)
            .expireAfterAccess(COSTS_KEPT)
            .build();

    /** An answer in the making. */
    private record Making(Instant begunAt, CompletableFuture<Answer> answer) {}

    /**
     * What an answer takes.
     *
     * @param state of the tables when it took that, as the database names it: made again of the same state, it comes out of memory
     */
    private record Cost(Duration time, String state) {}

    /** @param state in which the tables are: a text that is another after each change */
    public RecentAnswers(RecentSettings settings, Supplier<Uni<String>> state, Clock clock) {
        this.settings = settings;
        this.state = state;
        this.clock = clock;
        this.turns = new Turns(settings.atATime());
        this.answers = Caffeine.newBuilder()
                .maximumWeight(MOST_ROWS)
                .weigher((Question question, Answer answer) -> rows(answer.value()))
                .expireAfterWrite(settings.longest())
                .build();
    }

    /**
     * The answer to a question.
     *
     * @param make makes it, when subscribed to
     * @param present whether an answer that was begun before now will not do
     */
    Uni<Answer> answer(Question question, Uni<?> make, boolean present) {
        return Uni.createFrom()
                .deferred(() -> present ? present(question, make, clock.instant()) : last(question, make));
    }

    private Uni<Answer> last(Question question, Uni<?> make) {
        Cost cost = costs.getIfPresent(question);
        Answer last = cost == null ? null : answers.getIfPresent(question);
        if (cost != null && last != null) {
            Duration age = Duration.between(last.madeAt(), clock.instant());
            if (age.compareTo(settings.longest()) <= 0) {
                if (age.compareTo(settings.renewedAfter(cost.time())) > 0) {
                    renew(question, make, cost);
                }
                return Uni.createFrom().item(last);
            }
        }
        Making other = making.get(question);
        if (other != null && (cost != null || isDear(other))) {
            return others(other);
        }
        return begin(question, make, cost);
    }

    private boolean isDear(Making other) {
        return settings.isDear(Duration.between(other.begunAt, clock.instant()));
    }

    private Uni<Answer> present(Question question, Uni<?> make, Instant since) {
        Making other = making.get(question);
        if (other == null) {
            return begin(question, make, costs.getIfPresent(question));
        }
        return other.begunAt.isBefore(since)
                ? others(other).onItemOrFailure().transformToUni((before, failure) -> present(question, make, since))
                : others(other);
    }

    private static Uni<Answer> others(Making other) {
        return Shared.of(other.answer).map(Answer::forOthers);
    }

    private void renew(Question question, Uni<?> make, Cost cost) {
        if (!making.containsKey(question)) {
            begin(question, make, cost)
                    .subscribe()
                    .with(
                            renewed -> {},
                            failure -> LOG.warnf(
                                    "An answer could not be made anew: %s (%s)",
                                    question.method().getName(), failure.getMessage()));
        }
    }

    /** Begins to make it, for whoever asks and for those who ask meanwhile; for the former alone when somebody else has begun in between. */
    private Uni<Answer> begin(Question question, Uni<?> make, @Nullable Cost known) {
        Making mine = new Making(clock.instant(), new CompletableFuture<>());
        if (making.putIfAbsent(question, mine) != null) {
            return Shared.of(made(question, make, known).subscribeAsCompletionStage());
        }
        made(question, make, known)
                .onTermination()
                .invoke(() -> making.remove(question, mine))
                .subscribe()
                .with(mine.answer::complete, mine.answer::completeExceptionally);
        return Shared.of(mine.answer);
    }

    /** What is known to be dear waits for its turn. */
    private Uni<Answer> made(Question question, Uni<?> make, @Nullable Cost known) {
        return known == null
                ? timed(question, make, null, "")
                : turns.take(() -> state.get().flatMap(before -> timed(question, make, known, before)));
    }

    private Uni<Answer> timed(Question question, Uni<?> make, @Nullable Cost known, String before) {
        Instant begun = clock.instant();
        return make.onItem().transformToUni(value -> {
            Duration took = Duration.between(begun, clock.instant());
            Duration cost =
                    known != null && known.state.equals(before) && known.time.compareTo(took) > 0 ? known.time : took;
            Answer answer = new Answer(value, begun, true);
            if (!settings.isDear(cost)) {
                costs.invalidate(question);
                answers.invalidate(question);
                return Uni.createFrom().item(answer);
            }
            answers.put(question, answer.forOthers());
            if (known != null) {
                costs.put(question, new Cost(cost, before));
                return Uni.createFrom().item(answer);
            }
            return state.get().map(after -> {
                costs.put(question, new Cost(cost, after));
                return answer;
            });
        });
    }

    /** How many rows an answer has, roughly: those of its lists. */
    static int rows(Object value) {
        if (value instanceof Collection<?> list) {
            return 1 + list.size();
        }
        int rows = 1;
        if (value instanceof Record) {
            for (RecordComponent part : value.getClass().getRecordComponents()) {
                if (Collection.class.isAssignableFrom(part.getType())) {
                    rows += size(value, part);
                }
            }
        }
        return rows;
    }

    private static int size(Object whole, RecordComponent part) {
        try {
            return part.getAccessor().invoke(whole) instanceof Collection<?> list ? list.size() : 0;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a part that cannot be read", e);
        }
    }
}
