package io.tillstream.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.tillstream.contracts.schema.ContractSchemas;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is sent to a registry and how its answers are taken; the registry is a {@link PlayedRegistry}. */
class RegistrationTest {

    private static final RegistrySchema PURCHASE = new RegistrySchema("purchase", "{\"title\":\"1\"}", false);
    private static final RegistrySchema PROFILE = new RegistrySchema("output.customer-profile", "{}", true);

    private final List<String> log = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            String text = line instanceof ExtLogRecord formatted ? formatted.getFormattedMessage() : line.getMessage();
            log.add((line.getLevel().intValue() > Level.WARNING.intValue() ? "ERROR " : "") + text);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        Logger.getLogger(Registration.class.getName()).addHandler(listener);
    }

    @AfterEach
    void listenNoMore() {
        Logger.getLogger(Registration.class.getName()).removeHandler(listener);
    }

    @Test
    void shouldRegisterEachSchemaOnceHoweverOftenTheServiceStarts() throws InterruptedException {
        try (PlayedRegistry registry = new PlayedRegistry()) {
            for (int start = 0; start < 3; start++) {
                Registration registration = new Registration(settings(registry.url()));
                assertThat(registration.round()).isTrue();
                assertThat(registration.registered()).isEqualTo(registry.versions.size());
                assertThat(registration.waiting()).isZero();
            }
            // all but the part that events share
            assertThat(registry.versions).hasSize(ContractSchemas.names().size() - 1);
            assertThat(registry.versions).containsKeys("purchase", "output.customer-profile");
            assertThat(registry.versions.values())
                    .allSatisfy(texts -> assertThat(texts).hasSize(1));
            assertThat(registry.rules.keySet()).allSatisfy(id -> assertThat(id).startsWith("output."));
            assertThat(registry.rules.values()).containsOnly("COMPATIBILITY FORWARD");
            assertThat(registry.logins).containsOnly("-");
            assertThat(log).hasSize(3).allSatisfy(line -> assertThat(line)
                    .startsWith(registry.versions.size() + " schemas stand in the group tillstream"));
        }
    }

    @Test
    void shouldAddAVersionWhenASchemaHasChanged() throws InterruptedException {
        try (PlayedRegistry registry = new PlayedRegistry()) {
            assertThat(new Registration(settings(registry.url()), List.of(PURCHASE)).round())
                    .isTrue();
            RegistrySchema changed = new RegistrySchema("purchase", "{\"title\":\"2\"}", false);
            assertThat(new Registration(settings(registry.url()), List.of(changed)).round())
                    .isTrue();
            assertThat(registry.versions.get("purchase")).containsExactly(PURCHASE.text(), changed.text());
        }
    }

    @Test
    void shouldWaitForARegistryThatIsAway() throws InterruptedException {
        int port;
        URI url;
        try (PlayedRegistry gone = new PlayedRegistry()) {
            port = gone.port();
            url = gone.url();
        }
        Registration registration = new Registration(settings(url), List.of(PURCHASE, PROFILE));
        assertThat(registration.round()).isFalse();
        assertThat(registration.round()).isFalse();
        assertThat(registration.waiting()).isEqualTo(2);
        assertThat(log).singleElement().asString().contains("127.0.0.1 cannot be used yet: ConnectException");
        try (PlayedRegistry back = new PlayedRegistry(port)) {
            assertThat(registration.round()).isTrue();
            assertThat(back.versions).containsOnlyKeys("purchase", "output.customer-profile");
        }
    }

    @Test
    void shouldNameWhatIsRefusedAndRegisterTheRest() throws InterruptedException {
        String body = "{\"causes\":[{\"description\":\"Subschema type changed\",\"context\":\"/properties/value\"}],"
                + "\"title\":\"Incompatible\\nartifact\",\"status\":400,\"name\":\"RuleViolationException\"}";
        for (int status : List.of(400, 409)) {
            log.clear();
            try (PlayedRegistry registry = new PlayedRegistry()) {
                registry.problems.put("purchase", new PlayedRegistry.Problem(status, body));
                Registration registration = new Registration(settings(registry.url()), List.of(PURCHASE, PROFILE));
                assertThat(registration.round()).isTrue();
                assertThat(registration.refused()).isOne();
                assertThat(registration.registered()).isOne();
                assertThat(registry.versions).containsOnlyKeys("output.customer-profile");
                assertThat(log.getFirst())
                        .isEqualTo("ERROR The schema registry 127.0.0.1 refuses tillstream/purchase (" + status
                                + "): Incompatible artifact; /properties/value: Subschema type changed");
            }
        }
    }

    @Test
    void shouldTryAgainWhatFailedOnlyForNow() throws InterruptedException {
        try (PlayedRegistry registry = new PlayedRegistry()) {
            Registration registration = new Registration(settings(registry.url()), List.of(PURCHASE, PROFILE));
            // another instance was faster, then the registry has a fault of its own
            for (PlayedRegistry.Problem problem : List.of(
                    new PlayedRegistry.Problem(
                            409, "{\"title\":\"It exists\",\"name\":\"ArtifactAlreadyExistsException\"}"),
                    new PlayedRegistry.Problem(500, "<html>"))) {
                registry.problems.put("purchase", problem);
                assertThat(registration.round()).isFalse();
                assertThat(registration.waiting()).isOne();
            }
            assertThat(log).hasSize(2).allSatisfy(line -> assertThat(line).contains("tillstream/purchase"));
            registry.problems.clear();
            assertThat(registration.round()).isTrue();
            assertThat(registration.registered()).isEqualTo(2);
        }
    }

    @Test
    void shouldLogInWithATokenThatMayBeReplaced(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "old-token\n");
        try (PlayedRegistry registry = new PlayedRegistry()) {
            registry.demanded = "Bearer new-token";
            Registration registration = new Registration(settings(registry.url(), Optional.empty(), Optional.of(file)));
            assertThat(registration.round()).isFalse();
            // no use to ask for each of the others as well
            assertThat(registry.logins).containsExactly("Bearer old-token");
            Files.writeString(file, "new-token\n");
            assertThat(registration.round()).isTrue();
            assertThat(log).noneSatisfy(line -> assertThat(line).contains("-token"));
        }
    }

    @Test
    void shouldLogInWithNameAndPassword(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), "open sesame\n");
        try (PlayedRegistry registry = new PlayedRegistry()) {
            // RFC 7617's example, user-id Aladdin
            registry.demanded = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
            RegistrySettings settings = settings(registry.url(), Optional.of("Aladdin"), Optional.of(file));
            assertThat(new Registration(settings, List.of(PROFILE)).round()).isTrue();
        }
    }

    @Test
    void shouldNotTellATokenThatIsNone(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "first-secret\nsecond-secret\n");
        Registration registration =
                new Registration(settings(URI.create("http://127.0.0.1:1"), Optional.empty(), Optional.of(file)));
        assertThat(registration.round()).isFalse();
        assertThat(log)
                .singleElement()
                .asString()
                .contains("not of HTTP's form")
                .doesNotContain("secret");
    }

    private static RegistrySettings settings(URI url) {
        return settings(url, Optional.empty(), Optional.empty());
    }

    private static RegistrySettings settings(URI url, Optional<String> username, Optional<Path> credentials) {
        return new RegistrySettings(
                url, "tillstream", CompatibilityLevel.NONE, CompatibilityLevel.FORWARD, username, credentials);
    }
}
