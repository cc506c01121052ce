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
            async ([where, rules]) => (await axe.run({ include: [where], exclude: ['.main-svg'] }, { resultTypes: ['violations'], ...(rules.length > 0 ? { runOnly: rules } : {}) })).violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .flatMap(({ id, nodes }) => nodes.slice(0, 5).map(({ target, failureSummary }) => id + ' ' + target.join(' ') + ' ' + failureSummary))""";
    /** Contrast of each figure of the grid with what is painted below it. */
    private static final String CONTRASTS_IN_CELLS = """
            async () => {
              const { contrast } = await import('/js/theme.js');
              const plot = document.querySelector('[data-panel="rfm-grid"] .js-plotly-plot');
              const painted = plot.querySelector('.heatmaplayer image');
              const picture = new Image();
              picture.src = painted.getAttribute('href') ?? painted.getAttribute('xlink:href');
              await picture.decode();
              const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight).getContext('2d');
              canvas.drawImage(picture, 0, 0);
              const place = painted.getBoundingClientRect();
              const hex = (parts) => '#' + [...parts].slice(0, 3).map((part) => Number(part).toString(16).padStart(2, '0')).join('');
              return [...plot.querySelectorAll('.heatmaplayer text')].filter((text) => text.textContent !== '').map((text) => {
                const { left, right, top, bottom } = text.getBoundingClientRect();
                const x = ((left + right) / 2 - place.left) / place.width * picture.naturalWidth;
                const y = ((top + bottom) / 2 - place.top) / place.height * picture.naturalHeight;
                return contrast(hex(getComputedStyle(text).fill.match(/\\d+/g)), hex(canvas.getImageData(x, y, 1, 1).data));
              });
            }""";

    private static final double AA = 4.5;
    /** Everything, with what is around the modules; and the module that is shown. */
    private static final String WHOLE = "body";

    private static final String MODULE = "main [data-module]:not([hidden])";

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
            page.locator("[data-action=views]").click();
            page.locator("[data-action=arrange]").click();
            page.locator("#filter-form input").first().waitFor();
            serious.addAll(found(page, "filters and arranging", WHOLE, List.of()));
            page.locator("[data-action=done]").click();
            List<String> modules = new ArrayList<>(List.of("customers/c-new"));
            modules.addAll(Screen.modules(page));
            assertThat(modules).hasSizeGreaterThan(15).containsAll(WORDY);
            serious.addAll(inModules(page, "light", modules, List.of()));
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            serious.addAll(found(page, "dark frame", WHOLE, List.of("color-contrast")));
            serious.addAll(inModules(page, "dark", WORDY, List.of("color-contrast")));
            assertThat(serious).isEmpty();
            page.evaluate("document.querySelector('main').append(document.createElement('button'))");
            assertThat(found(page, "a button without a name", WHOLE, List.of("button-name")))
                    .hasSize(1);
        }
    }

    /** axe-core does not look into charts: the grid of scores writes its figures onto cells from faint to strong. */
    @Test
    void shouldLetFiguresInCellsBeReadInBothThemes() {
        try (Screen screen = new Screen()) {
            Page page = screen.open(url + "#/segments", 1440, 2400, ColorScheme.LIGHT);
            for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                Screen.ready(page, "rfm-grid");
                await().alias(theme + " theme").pollInSameThread().untilAsserted(() -> {
                    List<?> contrasts = (List<?>) page.evaluate(CONTRASTS_IN_CELLS);
                    assertThat(contrasts).hasSize(25).allSatisfy(contrast -> assertThat(
                                    ((Number) contrast).doubleValue())
                            .isGreaterThanOrEqualTo(AA));
                });
            }
        }
    }

    private static List<String> inModules(Page page, String theme, List<String> addresses, List<String> rules) {
        List<String> serious = new ArrayList<>();
        for (String address : addresses) {
            Screen.settle(page, address);
            serious.addAll(found(page, theme + ' ' + address, MODULE, rules));
        }
        return serious;
    }

    private static List<String> found(Page page, String name, String where, List<String> rules) {
        return ((List<?>) page.evaluate(SERIOUS, List.of(where, rules)))
                .stream().map(violation -> name + ": " + violation).toList();
    }

    /** The program of axe-core that the library brings. Evaluated through the browser's protocol it needs no hole in the page's policy. */
    private static String axe() throws IOException {
        try (InputStream in = BarriersTest.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
