package io.tillstream.query.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tillstream.query.access.Limits.Taken;
import io.tillstream.query.request.Problem;
import io.vertx.core.Vertx;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Roles, limits and passwords by themselves. */
class RulesTest {

    @Test
    void shouldHoldTheRolesBelow() {
        assertThat(Roles.of("viewer", Sight.NONE)).containsExactly("viewer");
        assertThat(Roles.of("analyst", Sight.ALL)).isEqualTo(Set.of("viewer", "analyst", "personal_data"));
        assertThat(Roles.of("viewer", Sight.of(true, "texts"))).isEqualTo(Set.of("viewer", "personal_texts"));
        assertThat(Roles.of("admin", Sight.NONE)).isEqualTo(Set.of("viewer", "analyst", "admin"));
        assertThat(Roles.of("ingest", Sight.ALL)).isEmpty();
    }

    @Test
    void shouldAllowAsManyAsTheLimitAndSayWhenToComeAgain() {
        Limits limits = new Limits(3);
        assertThat(limits.take("a").remaining()).isEqualTo(2);
        limits.take("a");
        assertThat(limits.take("a").allowed()).isTrue();
        Taken fourth = limits.take("a");
        assertThat(fourth.allowed()).isFalse();
        assertThat(fourth.waitSeconds()).isBetween(1L, 20L);
        assertThat(limits.take("b").allowed()).isTrue();
    }

    @Test
    void shouldKnowAHashOfTheReferenceImplementationAndItsOwn() {
        Vertx vertx = Vertx.vertx();
        try {
            Passwords passwords = new Passwords(vertx);
            // from test.c of the reference implementation of Argon2, version 0x13
            String reference = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
            assertThat(passwords.isRight("password", reference).await().indefinitely())
                    .isTrue();
            assertThat(passwords.isRight("Password", reference).await().indefinitely())
                    .isFalse();
            assertThat(passwords.isRight("password", null).await().indefinitely())
                    .isFalse();
            String own = passwords.hash("correct horse battery").await().indefinitely();
            assertThat(own).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
            assertThat(passwords.isRight("correct horse battery", own).await().indefinitely())
                    .isTrue();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void shouldRefusePasswordsThatAreEasilyGuessed() {
        for (String bad :
                new String[] {"short", "aaaaaaaaaaaaaaa", "passwordpassword", "annabel12345", "x".repeat(129)}) {
            assertThatThrownBy(() -> Passwords.checked("password", bad, "Annabel"))
                    .describedAs(bad)
                    .isInstanceOf(Problem.class);
        }
        assertThat(Passwords.checked("password", "seven green teapots", "Annabel"))
                .isEqualTo("seven green teapots");
    }
}
