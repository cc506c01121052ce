package io.tillstream.query.access;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/** Hashes and checks passwords by argon2id: 19 MiB, two passes, one lane, as OWASP's cheat sheet on password storage asks. At most two at a time, for the memory. */
@ApplicationScoped
class Passwords {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int MEMORY_KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int AT_ONCE = 2;
    private static final int WAITING = 50;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 128;
    private static final Set<String> KNOWN = Set.of(
            "123456789012",
            "1234567890123",
            "password1234",
            "passwordpassword",
            "qwertyuiop123",
            "administrator",
            "letmeinletmein",
            "tillstream123",
            "changemechangeme",
            "iloveyouiloveyou");

    private final Argon2PasswordEncoder encoder =
            new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIBIBYTES, PASSES);
    private final Vertx vertx;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile @Nullable WorkerExecutor workers;
    private volatile @Nullable String nobodys;

    Passwords(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The hash to keep. */
    Uni<String> hash(String password) {
        return work(() -> String.valueOf(encoder.encode(password)));
    }

    /** Whether it is the password of that hash. Without a hash it takes as long and is not, so that the time does not tell whether there is such a user. */
    Uni<Boolean> isRight(String password, @Nullable String hash) {
        return work(() -> {
            boolean right = encoder.matches(password, hash == null ? nobodysHash() : hash);
            return hash != null && right;
        });
    }

    /** Refuses a password that is too easily guessed. */
    static String checked(String field, @Nullable String password, String name) {
        if (password == null || password.length() < SHORTEST || password.length() > LONGEST) {
            throw Problem.invalid(field, "a password of " + SHORTEST + " to " + LONGEST + " characters");
        }
        String plain = password.toLowerCase(Locale.ROOT);
        boolean isRepeated = plain.chars().distinct().count() < 4;
        boolean isName = name.length() > 2
                && plain.contains(name.toLowerCase(Locale.ROOT))
                && plain.length() < name.length() + SHORTEST;
        if (KNOWN.contains(plain) || isRepeated || isName) {
            throw Problem.invalid(
                    field, "this password is easily guessed; take some words that do not belong together");
        }
        return password;
    }

    private String nobodysHash() {
        String hash = nobodys;
        if (hash == null) {
            hash = String.valueOf(encoder.encode(Secret.random()));
            nobodys = hash;
        }
        return hash;
    }

    private <T> Uni<T> work(Callable<T> task) {
        return Uni.createFrom().deferred(() -> {
            if (underWay.incrementAndGet() > WAITING) {
                underWay.decrementAndGet();
                return Uni.createFrom()
                        .failure(Problem.of(
                                ProblemCode.BUSY, "too many people sign in at this moment; try again shortly"));
            }
            return Uni.createFrom()
                    .completionStage(
                            () -> workers().executeBlocking(task, false).toCompletionStage())
                    .onTermination()
                    .invoke(underWay::decrementAndGet);
        });
    }

    private synchronized WorkerExecutor workers() {
        WorkerExecutor made = workers;
        if (made == null) {
            made = vertx.createSharedWorkerExecutor("passwords", AT_ONCE);
            workers = made;
        }
        return made;
    }
}
