package io.tillstream.query.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.tillstream.stack.database.LocalDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import no.nav.security.mock.oauth2.MockOAuth2Server;
import no.nav.security.mock.oauth2.OAuth2Config;
import org.jspecify.annotations.Nullable;

/** A database for the service under test, whose log is away; access is guarded as in a real installation. */
public final class TablesResource implements QuarkusTestResourceLifecycleManager {

    /** What services of the installation authenticate with. */
    public static final String SERVICE_KEY = "0123456789abcdef0123456789abcdef";

    /** More than any test needs but the one that asks for more. */
    public static final int REQUESTS_PER_MINUTE = 2_000;

    /** People choose their claims when they sign in; programs get those of the scope they ask for. */
    private static final String PROVIDER = """
            {"interactiveLogin": true, "tokenCallbacks": [{"issuerId": "company", "tokenExpiry": 600, "requestMappings": [
                {"requestParam": "scope", "match": "tillstream-api",
                 "claims": {"sub": "robot-1", "aud": ["tillstream-api"], "groups": ["shop-analysts"], "preferred_username": "nightly"}},
                {"requestParam": "scope", "match": "another-api",
                 "claims": {"sub": "robot-2", "aud": ["another-api"], "groups": ["shop-admins"]}},
                {"requestParam": "scope", "match": "no-role",
                 "claims": {"sub": "robot-3", "aud": ["tillstream-api"], "groups": []}}]}]}""";

    private @Nullable LocalDatabase database;
    private @Nullable MockOAuth2Server provider;

    @Override
    public Map<String, String> start() {
        try {
            Path dir = Files.createTempDirectory("query-api-access-test");
            LocalDatabase tables = LocalDatabase.start(dir.resolve("postgres"), 0, "test");
            database = tables;
            MockOAuth2Server company = new MockOAuth2Server(OAuth2Config.Companion.fromJson(PROVIDER));
            company.start();
            provider = company;
            Path serviceKey = Files.writeString(dir.resolve("service-key"), SERVICE_KEY + "\n");
            return Map.ofEntries(
                    Map.entry("quarkus.http.test-port", "0"),
                    Map.entry("tillstream.kafka.bootstrap-servers", "127.0.0.1:1"),
                    Map.entry("tillstream.database.host", tables.host()),
                    Map.entry("tillstream.database.port", Integer.toString(tables.port())),
                    Map.entry("tillstream.database.name", tables.database()),
                    Map.entry("tillstream.database.user", tables.user()),
                    Map.entry("tillstream.database.password", tables.password()),
                    Map.entry("tillstream.query.answers.dearer-than", "0s"),
                    Map.entry("tillstream.access.mode", "required"),
                    Map.entry("tillstream.access.service-key-file", serviceKey.toString()),
                    Map.entry(
                            "tillstream.access.first-admin-file",
                            dir.resolve("first-admin").toString()),
                    Map.entry("tillstream.access.sign-ins-per-minute", "10000"),
                    Map.entry("tillstream.access.requests-per-minute", Integer.toString(REQUESTS_PER_MINUTE)),
                    Map.entry(
                            "tillstream.access.company.issuer",
                            company.issuerUrl("company").toString()),
                    Map.entry("tillstream.access.company.client-id", "tillstream"),
                    Map.entry("tillstream.access.company.audience", "tillstream-api"),
                    Map.entry("tillstream.access.company.roles.viewer", "shop-viewers"),
                    Map.entry("tillstream.access.company.roles.analyst", "shop-analysts"),
                    Map.entry("tillstream.access.company.roles.admin", "shop-admins"),
                    Map.entry("tillstream.access.company.roles.personal-data", "sees-people"),
                    Map.entry("tillstream.access.company.roles.personal-texts", "sees-words"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        if (provider != null) {
            provider.shutdown();
        }
        if (database != null) {
            database.close();
        }
    }
}
