package io.tillstream.ingest.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.ingest.keys.WriteKeys.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteKeysTest {

    private static final class SteppedClock extends Clock {
        private Instant now = Instant.parse("2024-01-01T00:00:00Z");

        void step() {
            now = now.plus(Duration.ofSeconds(3));
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private final SteppedClock clock = new SteppedClock();

    @Test
    void shouldKnowKeysByEitherHeader(@TempDir Path folder) throws IOException {
        Path file =
                Files.write(folder.resolve("keys"), List.of("# shops", "", "one = key-one-1 ", "two=key=with=equals"));
        WriteKeys keys = new WriteKeys(file, clock);

        assertThat(keys.areConfigured()).isTrue();
        assertThat(keys.names()).containsExactly("one", "two");
        assertThat(keys.check("Bearer key-one-1", null)).isEqualTo(Answer.KNOWN);
        assertThat(keys.check("bearer  key-one-1 ", null)).isEqualTo(Answer.KNOWN);
        assertThat(keys.check(null, "key=with=equals")).isEqualTo(Answer.KNOWN);
        assertThat(keys.check("Basic key-one-1", null)).isEqualTo(Answer.REFUSED);
        assertThat(keys.check("Bearer key-one-2", null)).isEqualTo(Answer.REFUSED);
        assertThat(keys.check("Bearer ", null)).isEqualTo(Answer.REFUSED);
        assertThat(keys.check(null, "")).isEqualTo(Answer.REFUSED);
        assertThat(keys.check(null, "one")).isEqualTo(Answer.REFUSED);
        assertThat(keys.check(null, null)).isEqualTo(Answer.REFUSED);
    }

    @Test
    void shouldKnowApiKeysUntilTheyExpireOrAreNoLongerPublished() throws NoSuchAlgorithmException {
        WriteKeys keys = new WriteKeys(null, clock);
        byte[] digest = MessageDigest.getInstance("SHA-256").digest("tsk_shop".getBytes(StandardCharsets.UTF_8));
        WriteKeys.Published shop = new WriteKeys.Published("shop", digest, Instant.parse("2024-01-01T00:00:05Z"));
        keys.publish(List.of(shop));
        assertThat(keys.names()).containsExactly("shop");
        assertThat(keys.check("Bearer tsk_shop", null)).isEqualTo(Answer.KNOWN);
        assertThat(keys.check("Bearer tsk_shoq", null)).isEqualTo(Answer.REFUSED);
        clock.step();
        assertThat(keys.check(null, "tsk_shop")).isEqualTo(Answer.KNOWN);
        clock.step();
        assertThat(keys.areConfigured()).isFalse();

        keys.publish(List.of(new WriteKeys.Published("shop", digest, Instant.parse("2025-01-01T00:00:00Z"))));
        assertThat(keys.check(null, "tsk_shop")).isEqualTo(Answer.KNOWN);
        keys.publish(List.of());
        assertThat(keys.check(null, "tsk_shop")).isEqualTo(Answer.NO_KEYS);
    }

    @Test
    void shouldLetNobodyInWithoutKeys(@TempDir Path folder) throws IOException {
        assertThat(new WriteKeys(null, clock).check("Bearer x", null)).isEqualTo(Answer.NO_KEYS);
        assertThat(new WriteKeys(folder.resolve("absent"), clock).check("Bearer x", null))
                .isEqualTo(Answer.NO_KEYS);
        Path unusable = Files.write(folder.resolve("keys"), List.of("nonsense", "=12345678", "short=1234567"));
        assertThat(new WriteKeys(unusable, clock).areConfigured()).isFalse();
    }

    @Test
    void shouldFollowTheFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("keys");
        WriteKeys keys = new WriteKeys(file, clock);
        assertThat(keys.areConfigured()).isFalse();

        Files.writeString(file, "one=key-one-1\n");
        clock.step();
        assertThat(keys.check(null, "key-one-1")).isEqualTo(Answer.KNOWN);

        Files.writeString(file, "one=key-one-2\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        assertThat(keys.check(null, "key-one-1")).isEqualTo(Answer.KNOWN);
        clock.step();
        assertThat(keys.check(null, "key-one-1")).isEqualTo(Answer.REFUSED);
        assertThat(keys.check(null, "key-one-2")).isEqualTo(Answer.KNOWN);

        Files.delete(file);
        clock.step();
        assertThat(keys.areConfigured()).isFalse();
    }
}
