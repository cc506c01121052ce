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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page on a phone: nothing is wider than the window, and no word of a button, a heading or a figure is cut off. */
@QuarkusTest
@TestProfile(PanelsTest.OwnShop.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class NarrowTest {

    private static final int WIDTH = 390;
    /** What sticks out of the window without being in something that scrolls by itself, and what does not fit into itself. */
    private static final String MISFITS = """
            () => {
              const seen = (node) => node.checkVisibility() && node.getClientRects().length > 0 && !node.closest('.hidden, .skip, thead');
              const scrolls = (node) => node !== document.body && node !== document.documentElement && (getComputedStyle(node).overflowX !== 'visible' || (node.parentElement && scrolls(node.parentElement)));
              const called = (node) => `${node.closest('[data-panel]')?.dataset.panel ?? 'page'} ${node.localName}.${node.className} "${node.textContent.trim().slice(0, 40)}"`;
              const out = document.documentElement.scrollWidth <= innerWidth ? [] : [...document.body.querySelectorAll('*')]
                .filter((node) => !(node instanceof SVGElement) && seen(node) && node.getBoundingClientRect().right > innerWidth + 1 && !scrolls(node)).map((node) => `out of the window: ${called(node)}`);
              const cut = [...document.querySelectorAll('button, a.button, .modules a, h1, h2, h3, h4, dt, summary, label > span, .badge, .tile .value')]
                .filter((node) => seen(node) && node.clientWidth > 0 && (node.scrollWidth > node.clientWidth + 1 || (node.localName === 'button' && node.scrollHeight > node.clientHeight + 2)))
                .map((node) => `cut off: ${called(node)} ${node.scrollWidth} > ${node.clientWidth}`);
              return [...out, ...cut, ...(document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} wide`] : [])];
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
        upstream.answer("/api/v1/custom-segments/fields", PanelsTest.FIELDS);
        upstream.answer("/api/v1/insights", PanelsTest.INSIGHTS);
        upstream.answer("/api/v1/customers/c-new/recommendations", "{\"items\":[]}");
        Answers.give(upstream);
        ModuleAnswers.give(upstream);
        try (PublicTopics topics = new PublicTopics(broker.bootstrapServers())) {
            MadeUpShop.fill(topics, Instant.now(), 400);
        }
    }

    @ParameterizedTest
    @CsvSource({"en, DARK", "de, LIGHT"})
    void shouldFitAPhone(String language, ColorScheme scheme) {
        try (Screen screen = new Screen()) {
            Page phone = screen.open(url, WIDTH, 844, scheme);
            phone.locator("[data-action=language]").selectOption(language);
            phone.locator("html[lang=" + language + "]").waitFor();
            List<String> addresses = new ArrayList<>(Screen.modules(phone));
            addresses.add("customers/c-new");
            List<String> misfits = new ArrayList<>();
            for (String address : addresses) {
                assertThat(Screen.walk(phone, address)).describedAs(address).doesNotContainValue(-1);
                Screen.picture(phone, "phone-" + language + "-" + address.replace('/', '-'));
                for (Object misfit : (List<?>) phone.evaluate(MISFITS)) {
                    misfits.add(address + ": " + misfit);
                }
            }
            phone.locator("[data-action=filters]").click();
            phone.locator("[data-action=views]").click();
            phone.locator("[data-action=arrange]").click();
            phone.locator("#filter-form input").first().waitFor();
            for (Object misfit : (List<?>) phone.evaluate(MISFITS)) {
                misfits.add("filters and arranging: " + misfit);
            }
            assertThat(misfits).isEmpty();
            assertThat(screen.errors()).isEmpty();
            phone.evaluate("document.querySelector('[data-action=filters]').style.width = '1rem'");
            assertThat((List<?>) phone.evaluate(MISFITS)).isNotEmpty();
        }
    }
}
