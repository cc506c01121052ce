package io.tillstream.query.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.personal.Personal;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.support.Endpoint;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every endpoint says whom it is for, and nothing is open by mistake. */
class EndpointsTest {

    private final List<Endpoint> endpoints = Endpoint.all();

    @Test
    void shouldDeclareWhomEachEndpointIsFor() {
        assertThat(endpoints).hasSizeGreaterThan(60);
        assertThat(endpoints)
                .filteredOn(endpoint -> endpoint.role() == null)
                .describedAs("add @RolesAllowed(Roles.VIEWER), ANALYST or ADMIN to the class or method")
                .isEmpty();
    }

    @Test
    void shouldBeOpenToEverybodyOnlyWhereSomebodySignsIn() {
        assertThat(endpoints)
                .filteredOn(endpoint -> "".equals(endpoint.role()))
                .extracting(Endpoint::toString)
                .containsExactlyInAnyOrder(
                        "POST /api/v1/access/login",
                        "POST /api/v1/access/first-admin",
                        "POST /api/v1/access/password-by-link",
                        "POST /api/v1/access/refresh",
                        "POST /api/v1/access/logout",
                        "GET /api/v1/access/jwks",
                        "GET /api/v1/access/methods",
                        "GET /api/v1/access/company",
                        "GET /api/v1/access/company/return");
    }

    @Test
    void shouldLetViewersChangeNothingButWhatIsTheirOwn() {
        assertThat(endpoints)
                .filteredOn(endpoint ->
                        "viewer".equals(endpoint.role()) && !endpoint.verb().equals("GET"))
                .extracting(Endpoint::toString)
                .containsExactlyInAnyOrder(
                        "POST /api/v1/access/password", "POST /api/v1/access/ticket", "PUT /api/v1/layouts/mine");
    }

    @Test
    void shouldKeepUsersKeysAndTheAuditLogForAdministrators() {
        assertThat(endpoints)
                .filteredOn(endpoint -> endpoint.path().matches("/api/v1/(users|keys|audit-log).*")
                        || (endpoint.path().startsWith("/api/v1/models")
                                && !endpoint.verb().equals("GET")))
                .hasSizeGreaterThan(15)
                .allMatch(endpoint -> "admin".equals(endpoint.role()));
    }

    /** What is remembered goes to everybody: it must say nothing that only some may see. */
    @Test
    void shouldRememberFiguresAndNothingThatSaysWhoSomebodyIs() {
        List<Endpoint> figures = endpoints.stream()
                .filter(endpoint -> endpoint.declares().getDeclaringClass().isAnnotationPresent(Recent.class)
                        || endpoint.declares().isAnnotationPresent(Recent.class))
                .toList();
        assertThat(figures).hasSizeGreaterThan(60);
        assertThat(figures).allMatch(endpoint -> "viewer".equals(endpoint.role()));
        assertThat(figures)
                .filteredOn(endpoint -> endpoint.declares().getReturnType() == Uni.class)
                .filteredOn(endpoint -> isPersonal(endpoint.declares().getGenericReturnType()))
                .isEmpty();
        // the check can fail
        assertThat(endpoints)
                .filteredOn(endpoint -> endpoint.toString().equals("GET /api/v1/customers/1"))
                .anyMatch(endpoint -> isPersonal(endpoint.declares().getGenericReturnType()));
    }

    private static boolean isPersonal(Type type) {
        if (type instanceof ParameterizedType generic) {
            return isPersonal(generic.getRawType())
                    || Arrays.stream(generic.getActualTypeArguments()).anyMatch(EndpointsTest::isPersonal);
        }
        return type instanceof Class<?> record
                && record.isRecord()
                && Arrays.stream(record.getRecordComponents())
                        .anyMatch(
                                part -> part.isAnnotationPresent(Personal.class) || isPersonal(part.getGenericType()));
    }
}
