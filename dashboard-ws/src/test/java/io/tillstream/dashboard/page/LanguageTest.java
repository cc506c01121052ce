package io.tillstream.dashboard.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page in its other language: numbers, dates and words; what the shop and the services say stays as it is. */
@QuarkusTest
@TestProfile(PanelsTest.OwnShop.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class LanguageTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    /** Modules that are there in every language; a new one is added here with its messages. */
    private static final List<String> SPOKEN = List.of(
            "overview",
            "live",
            "carts",
            "churn",
            "value",
            "behaviour",
            "cohorts",
            "sales",
            "segments",
            "products",
            "models",
            "reports",
            "quality",
            "ingest",
            "administration",
            "customers",
            "customers/c-new",
            "satisfaction",
            "support",
            "loyalty",
            "journeys",
            "acquisition",
            "communication");

    /** Words of English in what is seen, other than where the shop's or the services' own words stand. */
    private static final String ENGLISH = """
            () => {
              const english = /\\b(the|of|and|with|by|not|are|from|their|is|this|no|yet|customers|orders|days|months|today|show|sales|before|each|most|every|how|made|often|bought|look|role|keys?|records?)\\b/i;
              const names = /Quiet Harbour|^\\S+\\.v1$/;
              const own = '.feed .what, .feed .who, td.text, .finding, .words-list .what, select, script, noscript, [hidden]';
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const found = [];
              for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const parent = node.parentElement;
                if (english.test(node.data) && !names.test(node.data) && !parent.closest(own) && parent.getClientRects().length > 0) {
                  found.push(node.data.trim());
                }
              }
              return found;
            }""";

    /** Sentences in the sources of the panels, and what figures are, that the messages do not know: seldom seen ones too, such as what is said when nothing is there. */
    private static final String UNKNOWN = """
            async () => {
              const folder = document.querySelector('script[type=module]').src.replace(/[^/]*$/, '');
              const [{ messages }, { translate }, { EXPLANATIONS, TILES }] =
                await Promise.all(['messages/de.js', 'language.js', 'tools/explanations.js'].map((file) => import(folder + file)));
              const said = Object.values(TILES).flat().concat(Object.values(EXPLANATIONS).map((each) => [each].flat()[0]));
              const place = /(?:title:|emptyText:|[ (]chart\\([\\w.]+,|table\\(|choice\\(|moreButton\\(pages,|'button', \\{[^}]*\\},) '((?:[^'\\\\]|\\\\.)*)'/g;
              const panels = [...document.querySelectorAll('main [data-panel]')].map((panel) => panel.dataset.panel);
              for (const panel of panels) {
                const source = await (await fetch(`${folder}panels/${panel}.js`)).text();
                said.push(...[...source.matchAll(place)].map((found) => found[1]));
              }
              return { count: said.length, unknown: said.filter((text) => typeof text === 'string' && /[a-z]{3}/.test(text) && !(text in messages) && translate(text) === text) };
            }""";

    @SuppressWarnings("NullAway.Init")
    BrokerResource broker;

    @SuppressWarnings("NullAway.Init")
    UpstreamResource upstream;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init")
    String url;

    @Test
    void shouldLeaveNoEnglishInGerman() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/q/health/ready").statusCode() == 200);
        Answers.give(upstream);
        ModuleAnswers.give(upstream);
        upstream.answer("/api/v1/customers/c-new/recommendations", "{\"items\":[]}");
        try (PublicTopics topics = new PublicTopics(broker.bootstrapServers());
                Screen screen = new Screen()) {
            MadeUpShop.fill(topics, Instant.now(), 400);
            Page page = screen.open(url, 1440, 1000, ColorScheme.LIGHT);
            page.locator("[data-action=language]").selectOption("de");
            page.locator("html[lang=de]").waitFor();
            List<String> english = new ArrayList<>();
            for (String module : SPOKEN) {
                assertThat(Screen.walk(page, module)).describedAs(module).doesNotContainValue(-1);
                for (Object text : (List<?>) page.evaluate(ENGLISH)) {
                    english.add(module + ": " + text);
                }
                assertThat(page.locator("main").innerText()).describedAs(module).doesNotContain("..");
                page.screenshot(new Page.ScreenshotOptions()
                        .setPath(PICTURES.resolve("german-" + module.replace('/', '-') + ".png")));
            }
            assertThat(english).isEmpty();
            Map<?, ?> sources = (Map<?, ?>) page.evaluate(UNKNOWN);
            assertThat((Integer) sources.get("count")).isGreaterThan(300);
            assertThat((List<?>) sources.get("unknown")).isEmpty();
            assertThat(Screen.ready(page, "kpis")
                            .locator("[data-kpi=revenue] .value")
                            .textContent())
                    .matches("[0-9.]+,?[0-9]*.\\$");
            Locator churn = Screen.ready(page, "churn");
            churn.locator("details.as-table summary").click();
            assertThat(churn.locator("details.as-table a").getByText("Hoch").getAttribute("href"))
                    .describedAs("what a mark leads to is not translated")
                    .isEqualTo("#/customers?tier=High");
            assertThat(screen.errors()).isEmpty();
        }
    }
}
