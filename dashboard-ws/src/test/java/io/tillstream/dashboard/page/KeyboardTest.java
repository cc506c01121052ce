package io.tillstream.dashboard.page;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tillstream.contracts.output.RfmScore;
import io.tillstream.dashboard.testing.BrokerResource;
import io.tillstream.dashboard.testing.Figures;
import io.tillstream.dashboard.testing.MadeUpModels;
import io.tillstream.dashboard.testing.MadeUpShop;
import io.tillstream.dashboard.testing.PublicTopics;
import io.tillstream.dashboard.testing.UpstreamResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page for those who do not use a mouse, enlarge it, or do not want it to move. */
@QuarkusTest
@TestProfile(PanelsTest.OwnShop.class)
@QuarkusTestResource(BrokerResource.class)
@QuarkusTestResource(UpstreamResource.class)
class KeyboardTest {

    /** The element with the focus, and whether that is seen; in a field for a day the browser draws it on the part that has it. */
    private static final String FOCUS = """
            () => {
              const { activeElement: node } = document;
              const { outlineStyle, outlineWidth } = getComputedStyle(node);
              return node === document.body ? '' : [node.tagName, node.id, node.dataset.action ?? '', node.textContent.trim().slice(0, 30),
                node.type === 'date' || (outlineStyle !== 'none' && outlineWidth !== '0px') ? 'seen' : 'unseen'].join('|');
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
        try (PublicTopics topics = new PublicTopics(broker.bootstrapServers())) {
            MadeUpShop.fill(topics, Instant.now(), 400);
        }
    }

    @Test
    void shouldBeWalkedByKeyboardAndKeepStill() {
        try (Screen screen = new Screen()) {
            Page page = screen.open(url, 720, 500, ColorScheme.LIGHT);
            page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            Screen.ready(page, "kpis");
            assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                    .describedAs("1440 enlarged twice needs no scrolling sideways")
                    .isLessThanOrEqualTo(720);
            assertThat(page.evaluate("getComputedStyle(document.querySelector('.dot')).animationName"))
                    .isEqualTo("none");
            page.evaluate("document.activeElement.blur(); scrollTo(0, 0)");
            List<String> walked = new ArrayList<>();
            for (int i = 0; i < 45; i++) {
                page.keyboard().press("Tab");
                walked.add(String.valueOf(page.evaluate(FOCUS)));
            }
            assertThat(walked).doesNotContain("").allMatch(element -> element.endsWith("|seen"));
            assertThat(walked).anyMatch(element -> element.contains("Skip to the figures"));
            assertThat(walked).anyMatch(element -> element.contains("Lifetime value"));
            assertThat(walked).anyMatch(element -> element.contains("|filters|"));
            assertThat(walked).anyMatch(element -> element.contains("|menu|"));
            assertThat(screen.errors()).isEmpty();
        }
    }

    /** Figures move every few seconds: whoever stands on a link of a list goes on from there. */
    @Test
    void shouldKeepTheFocusOnALinkWhoseListIsMadeAnew() {
        ModuleAnswers.give(upstream);
        try (PublicTopics topics = new PublicTopics(broker.bootstrapServers());
                Screen screen = new Screen()) {
            Page page = screen.open(url + "#/segments", 1440, 1000, ColorScheme.LIGHT);
            Locator legend = Screen.ready(page, "segments").locator("[data-legend]");
            Locator loyal = legend.locator("a").getByText("Loyal", new Locator.GetByTextOptions().setExact(true));
            loyal.focus();
            String before = legend.textContent();
            topics.profile(MadeUpModels.scored(
                    Figures.customer("c-10001", 9, 500 * Figures.UNIT, 300, new RfmScore(1, 5, 5), "At Risk", "High"),
                    0));
            topics.flush();
            await().atMost(Duration.ofSeconds(30))
                    .pollInSameThread()
                    .until(legend::textContent, now -> !now.equals(before));
            assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Loyal");
            assertThat(screen.errors()).isEmpty();
        }
    }
}
