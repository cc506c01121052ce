package io.tillstream.query.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tillstream.query.experience.FeedbackResource;
import io.tillstream.query.recent.Recent;
import io.tillstream.query.request.Accepts;
import io.tillstream.query.request.Parameter;
import io.tillstream.query.support.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every address of figures takes every filter, or there is a reason why it does not; the table of both in docs/query-api.md is made of this. {@code -Dtillstream.update=true}
 * writes it anew.
 */
class FiltersPageTest {

    private static final Path PAGE = Path.of("../docs/query-api.md");
    private static final String BEGIN = "<!-- filters -->\n";
    private static final String END = "<!-- end -->\n";

    private static final List<Parameter> FILTERS = List.of(
            Parameter.FROM,
            Parameter.CATEGORY,
            Parameter.LOCATION,
            Parameter.COUNTRY,
            Parameter.AGE_GROUP,
            Parameter.SEGMENT,
            Parameter.TIER,
            Parameter.CHANNEL,
            Parameter.DEVICE);

    private static final Set<Parameter> OF_CUSTOMERS =
            Set.of(Parameter.LOCATION, Parameter.COUNTRY, Parameter.AGE_GROUP, Parameter.SEGMENT, Parameter.TIER);

    /** Why a filter is refused, by a letter; the first that fits is told. */
    private enum Reason {
        A(
                "figures of how customers stand now, which have no days",
                "api/(v1/(segments(/behavioural|/demographic)?|rfm|churn.*|lifetime-value.*|propensity.*|clusters|loyalty/members"
                        + "|behaviour/(customers|correlations))|customer-segments|churn-risk)",
                Set.of(Parameter.FROM)),
        B(
                "a customer is not of one category or device; whoever bought in a category is behind its orders: `/transactions`",
                "api/(v1/(segments(/behavioural|/demographic)?|rfm|churn.*|lifetime-value.*|propensity.*|clusters|loyalty/members"
                        + "|behaviour/(customers|correlations))|customer-segments|churn-risk)",
                Set.of(Parameter.CATEGORY, Parameter.DEVICE)),
        C("the address is of this itself: choose among its rows", "api/customer-segments", Set.of(Parameter.SEGMENT)),
        D(
                "the address is of this itself: choose among its rows",
                "api/(v1/categories|category-insights|churn-risk)",
                Set.of(Parameter.CATEGORY, Parameter.TIER)),
        E(
                "a ticket, an answer, a message, a referral and a first touch name no device",
                "api/v1/(support|satisfaction.*|feedback.*|communications.*|referrals.*|acquisition)",
                Set.of(Parameter.DEVICE)),
        F(
                "credits go to marketing channels, of which each is a row",
                "api/v1/journeys/attribution",
                Set.of(Parameter.CHANNEL, Parameter.DEVICE)),
        G(
                "a cart that is left names no channel and no device; a move between segments neither",
                "api/v1/(carts|segments/moves)",
                Set.of(Parameter.CHANNEL, Parameter.DEVICE)),
        H(
                "kept by month for all members together, of whom points and tiers of past months are not kept one by one; what a first order said of its country splits the effect. Who is a member now: `/loyalty/members`",
                "api/v1/loyalty(/moves|/effect)?",
                Set.of()),
        I(
                "made by a program for the whole shop, of the newest orders, and a forecast for each category too",
                "api/v1/(forecast|insights|bundles|products/dead-stock|products/1/related|alerts)",
                Set.of()),
        J("the newest: `/transactions` has days", "api/real-time-transactions", Set.of(Parameter.FROM));

        private final String words;
        private final Pattern addresses;
        private final Set<Parameter> filters;

        Reason(String words, String addresses, Set<Parameter> filters) {
            this.words = words;
            this.addresses = Pattern.compile("/" + addresses);
            this.filters = filters;
        }

        private boolean fits(String address, Parameter filter) {
            return addresses.matcher(address).matches() && (filters.isEmpty() || filters.contains(filter));
        }
    }

    @Test
    void shouldTakeEveryFilterOrSayWhyNot() throws IOException {
        Map<String, Set<Parameter>> taken = taken();
        assertThat(taken).hasSizeGreaterThan(50);
        List<String> unexplained = new ArrayList<>();
        Map<Reason, Boolean> used = new LinkedHashMap<>();
        StringBuilder rows = new StringBuilder();
        taken.forEach((address, parameters) -> {
            rows.append("| `").append(address).append('`');
            for (Parameter filter : FILTERS) {
                String cell = "✓";
                if (!parameters.contains(filter)) {
                    Reason reason = Arrays.stream(Reason.values())
                            .filter(each -> each.fits(address, filter))
                            .findFirst()
                            .orElse(null);
                    if (reason == null) {
                        unexplained.add(address + " does not take " + filter.wireName());
                        cell = "?";
                    } else {
                        used.put(reason, true);
                        cell = reason.name().toLowerCase(Locale.ROOT);
                    }
                }
                rows.append(" | ").append(cell);
            }
            rows.append(" |\n");
        });
        assertThat(unexplained).isEmpty();
        assertThat(used.keySet()).describedAs("reasons that are none any more").contains(Reason.values());
        StringBuilder table = new StringBuilder("\n| address");
        FILTERS.forEach(
                filter -> table.append(" | ").append(filter == Parameter.FROM ? "from, to" : filter.wireName()));
        table.append(" |\n")
                .append("|---".repeat(FILTERS.size() + 1))
                .append("|\n")
                .append(rows)
                .append('\n');
        for (Reason reason : Reason.values()) {
            table.append("- **")
                    .append(reason.name().toLowerCase(Locale.ROOT))
                    .append("**: ")
                    .append(reason.words)
                    .append(".\n");
        }
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END, from);
        String right = page.substring(0, from) + table.append('\n') + page.substring(to);
        if (Boolean.getBoolean("tillstream.update")) {
            Files.writeString(PAGE, right);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(right);
    }

    @Test
    void shouldKnowCustomersAlikeEverywhere() {
        taken().forEach((address, parameters) -> {
            if (parameters.contains(Parameter.LOCATION)) {
                assertThat(parameters)
                        .describedAs(address)
                        .containsAll(OF_CUSTOMERS.stream()
                                .filter(filter -> Arrays.stream(Reason.values())
                                        .noneMatch(reason -> reason.fits(address, filter)))
                                .toList());
            }
        });
    }

    /** Answers that are remembered, and what customers wrote, which is not. */
    private static boolean isOfFigures(Class<?> resource) {
        return resource.isAnnotationPresent(Recent.class) || resource == FeedbackResource.class;
    }

    private static Map<String, Set<Parameter>> taken() {
        Map<String, Set<Parameter>> taken = new TreeMap<>();
        for (Endpoint endpoint : Endpoint.all()) {
            if (endpoint.verb().equals("GET")
                    && endpoint.declares().getReturnType() == Uni.class
                    && isOfFigures(endpoint.declares().getDeclaringClass())) {
                Accepts accepts = endpoint.declares().getAnnotation(Accepts.class);
                String address = endpoint.path().replaceAll("/$", "");
                taken.put(address, accepts == null ? Set.of() : Set.of(accepts.value()));
            }
        }
        return taken;
    }
}
