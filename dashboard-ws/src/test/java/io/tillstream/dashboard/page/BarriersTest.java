package io.tillstream.dashboard.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tillstream.dashboard.testing.BrokerResource;
import io.tillstream.dashboard.testing.MadeUpShop;
import io.tillstream.dashboard.testing.PublicTopics;
import io.tillstream.dashboard.testing.UpstreamResource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What axe-core finds in the page, module by module, in both themes. */
@QuarkusTest
@TestProfile(PanelsTest.OwnShop.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class BarriersTest {

    /** Modules with words, forms and marks of all kinds: they are looked at in the dark too. */
    private static final List<String> WORDY =
            List.of("customers/c-new", "overview", "live", "customers", "churn", "models", "quality", "administration");
    /** What is inside a chart is not read: it is one picture with a name, and has a table behind it. */
    private static final String SERIOUS = """
            async (rules) => (await axe.run({ exclude: ['.main-svg'] }, { resultTypes: ['violations'], ...(rules.length > 0 ? { runOnly: rules } : {}) })).violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary))""";
    /** No panel in sight waits for its first figures. */
    private static final String SETTLED = """
            () => ![...document.querySelectorAll('main [data-module]:not([hidden]) [data-state=loading]')]
              .some((panel) => panel.getBoundingClientRect().top < innerHeight)""";
    /** The module of an address, or an item of it, is shown. */
    private static final String SHOWN = """
            (address) => {
              const { module, itemOf } = document.querySelector('main [data-module]:not([hidden])').dataset;
              return address === module || (itemOf !== undefined && address.startsWith(itemOf + '/'));
            }""";

    @SuppressWarnings("NullAway.Init")
    BrokerResource broker;

    @SuppressWarnings("NullAway.Init")
    UpstreamResource upstream;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    String url;

    @BeforeEach
    void fillTheShop() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        Answers.give(upstream);
        ModuleAnswers.give(upstream);
        try (PublicTopics topics = new PublicTopics(broker.bootstrapServers())) {
            MadeUpShop.fill(topics, Instant.now(), 400);
        }
    }

    @Test
    void shouldHaveNothingSeriousInAnyModuleInBothThemes() throws IOException {
        try (Screen screen = new Screen()) {
            Page page = screen.open(url, 1440, 2400, ColorScheme.LIGHT);
            Screen.ready(page, "kpis");
            page.evaluate(axe());
            List<String> serious = new ArrayList<>();
            page.locator("[data-action=filters]").click();
            page.locator("[data-action=arrange]").click();
            page.locator("#filter-form input").first().waitFor();
            serious.addAll(found(page, "filters and arranging", List.of()));
            page.locator("[data-action=done]").click();
            List<String> modules = new ArrayList<>(List.of("customers/c-new"));
            page.locator("nav.modules a")
                    .all()
                    .forEach(link -> modules.add(String.valueOf(link.getAttribute("data-to"))));
            assertThat(modules).hasSizeGreaterThan(15).containsAll(WORDY);
            serious.addAll(inModules(page, "light", modules, List.of()));
            page.close();
            Page dark = screen.open(url, 1440, 2400, ColorScheme.DARK);
            Screen.ready(dark, "kpis");
            dark.evaluate(axe());
            serious.addAll(inModules(dark, "dark", WORDY, List.of("color-contrast")));
            assertThat(serious).isEmpty();
            dark.evaluate("document.querySelector('main').append(document.createElement('button'))");
            assertThat(found(dark, "a button without a name", List.of("button-name")))
                    .hasSize(1);
        }
    }

    private static List<String> inModules(Page page, String theme, List<String> addresses, List<String> rules) {
        List<String> serious = new ArrayList<>();
        for (String address : addresses) {
            page.evaluate("address => { location.hash = '#/' + address; }", address);
            page.waitForFunction(SHOWN, address);
            page.waitForFunction(SETTLED);
            serious.addAll(found(page, theme + ' ' + address, rules));
        }
        return serious;
    }

    private static List<String> found(Page page, String where, List<String> rules) {
        return ((List<?>) page.evaluate(SERIOUS, rules))
                .stream().map(violation -> where + ": " + violation).toList();
    }

    /** The program of axe-core that the library brings. Evaluated through the browser's protocol it needs no hole in the page's policy. */
    private static String axe() throws IOException {
        try (InputStream in = BarriersTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
