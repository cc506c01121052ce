package io.tillstream.query.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.smallrye.mutiny.Uni;
import io.tillstream.query.database.Database;
import io.tillstream.query.database.Sql;
import io.tillstream.query.request.Problem;
import io.tillstream.query.request.ProblemCode;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The accounts of people whom the company vouches for, one for each issuer and subject. What they may do is what the provider said last. */
@ApplicationScoped
class CompanyUsers {

    private static final String TAKEN = "23505";
    private static final int MOST_NAMESAKES = 100;

    private final Database database;
    private final Clock clock;
    private final Cache<String, Boolean> disabled = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(10))
            .build();

    CompanyUsers(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The account of somebody who has just signed in, made if there is none; fails for one that an administrator has disabled. */
    Uni<Caller> account(CompanySettings settings, CompanyClaims claims, String role) {
        return account(settings.issuer().toString(), claims, role, 1);
    }

    private Uni<Caller> account(String issuer, CompanyClaims claims, String role, int namesake) {
        OffsetDateTime now = clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        String name = namesake == 1 ? claims.name() : claims.name() + " (" + namesake + ")";
        Sql sql = Sql.of(
                "INSERT INTO access_users AS u (name, role, personal_data, personal_kinds, disabled, issuer, subject, last_sign_in_at, version,"
                        + " created_at, updated_at) VALUES (?, ?, ?, ?, false, ?, ?, ?, 0, ?, ?)"
                        + " ON CONFLICT (issuer, subject) WHERE issuer IS NOT NULL DO UPDATE SET last_sign_in_at = EXCLUDED.last_sign_in_at,"
                        + " version = u.version + ((u.role, u.personal_data, u.personal_kinds)"
                        + " IS DISTINCT FROM (EXCLUDED.role, EXCLUDED.personal_data, EXCLUDED.personal_kinds))::int,"
                        + " role = EXCLUDED.role, personal_data = EXCLUDED.personal_data, personal_kinds = EXCLUDED.personal_kinds"
                        + " RETURNING id, name, disabled",
                name,
                role,
                claims.sight().any(),
                claims.sight().column(),
                issuer,
                claims.subject(),
                now,
                now,
                now);
        return database.list(sql, row -> row)
                .onFailure(failure -> failure instanceof PgException taken
                        && TAKEN.equals(taken.getSqlState())
                        && namesake < MOST_NAMESAKES)
                .recoverWithUni(failure -> Uni.createFrom().item(List.of()))
                .flatMap(rows -> {
                    if (rows.isEmpty()) {
                        return account(issuer, claims, role, namesake + 1);
                    }
                    var row = rows.getFirst();
                    if (row.getBoolean("disabled")) {
                        throw Problem.of(ProblemCode.NOT_ALLOWED, "the account is disabled");
                    }
                    return Uni.createFrom()
                            .item(new Caller(
                                    Caller.Kind.USER,
                                    Long.toString(row.getLong("id")),
                                    row.getString("name"),
                                    Roles.of(role, claims.sight())));
                });
    }

    /** Whether an administrator has disabled the account of a subject; known for ten seconds. */
    Uni<Boolean> isDisabled(CompanySettings settings, String subject) {
        Boolean last = disabled.getIfPresent(subject);
        if (last != null) {
            return Uni.createFrom().item(last);
        }
        return database.list(
                        Sql.of(
                                "SELECT disabled FROM access_users WHERE issuer = ? AND subject = ? AND disabled",
                                settings.issuer().toString(),
                                subject),
                        row -> true)
                .map(rows -> !rows.isEmpty())
                .invoke(is -> disabled.put(subject, is));
    }
}
