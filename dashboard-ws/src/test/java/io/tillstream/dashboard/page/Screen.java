package io.tillstream.dashboard.page;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The page in headless Chromium: one program for all tests, with windows and cookies of its own for each. */
final class Screen implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final List<String> BROWSERS =
            List.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");

    /** Goes to a module, or an item of it, lets each panel draw as it comes into view until it is in one of some states, and counts its marks. */
    private static final String WALK = """
            async ([address, states]) => {
              const frame = () => new Promise((done) => setTimeout(done, 20));
              const shown = () => document.querySelector('main [data-module]:not([hidden])');
              const isThere = ({ module, itemOf }) => address === module || (itemOf !== undefined && address.startsWith(itemOf + '/'));
              const end = Date.now() + 60_000;
              if (!isThere(shown().dataset)) {
                location.hash = '#/' + address;
              }
              while (!isThere(shown().dataset) && Date.now() < end) {
                await frame();
              }
              const marks = {};
              for (const panel of shown().querySelectorAll('[data-panel]')) {
                panel.scrollIntoView();
                while (!states.includes(panel.dataset.state) && Date.now() < end) {
                  await frame();
                }
                marks[panel.dataset.panel] = panel.dataset.state === 'ready' ? panel.querySelectorAll(':is(canvas, svg path, tbody tr, li, [data-value], .tile, input[type=file])').length : -1;
              }
              scrollTo(0, 0);
              return marks;
            }""";

    /** Started by the first test and ended with the tests: starting it takes longer than most of them. Playwright wants one thread, which JUnit gives it. */
    private static final Browser BROWSER = start();

    private final List<BrowserContext> windows = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();

    private static Browser start() {
        Path executable = BROWSERS.stream()
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium; ./tillstream test installs one"));
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--disable-gpu",
                                "--enable-unsafe-swiftshader")));
    }

    /** Opens an address in a window of that size. */
    Page open(String url, int width, int height, ColorScheme scheme) {
        BrowserContext window = BROWSER.newContext(
                new Browser.NewContextOptions().setViewportSize(width, height).setColorScheme(scheme));
        windows.add(window);
        Page page = window.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                errors.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(errors::add);
        page.navigate(url);
        return page;
    }

    /** What the console called an error so far. */
    List<String> errors() {
        return List.copyOf(errors);
    }

    /** Goes to a panel and waits until it has drawn. */
    static Locator ready(Page page, String name) {
        Locator panel = shown(page, name);
        page.locator("[data-panel='" + name + "'][data-state='ready']")
                .first()
                .waitFor(new Locator.WaitForOptions()
                        .setState(WaitForSelectorState.ATTACHED)
                        .setTimeout(PATIENCE.toMillis()));
        return panel;
    }

    /** Goes to a module, such as {@code churn}, or an item of it, waits until all of its panels have drawn, and says how many marks each shows. */
    static Map<String, Integer> walk(Page page, String address) {
        Map<String, Integer> marks = new LinkedHashMap<>();
        ((Map<?, ?>) page.evaluate(WALK, List.of(address, List.of("ready"))))
                .forEach((panel, count) -> marks.put(String.valueOf(panel), ((Number) count).intValue()));
        return marks;
    }

    /** Goes to a module, or an item of it, and waits until no panel waits for its first figures. */
    static void settle(Page page, String address) {
        page.evaluate(WALK, List.of(address, List.of("ready", "empty", "error")));
    }

    /** Modules of the menu. */
    static List<String> modules(Page page) {
        return page.locator("nav.modules a").all().stream()
                .map(link -> String.valueOf(link.getAttribute("data-to")))
                .toList();
    }

    /** Saves what the whole page looks like. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    }

    /** Goes to the module that a panel is in, and scrolls to it. */
    static Locator shown(Page page, String name) {
        Locator panel = panel(page, name);
        String module = String.valueOf(panel.evaluate("panel => panel.closest('[data-module]').dataset.module"));
        if (module.equals("customer")) {
            page.evaluate("location.hash.startsWith('#/customers/c-new') || (location.hash = '#/customers/c-new')");
        } else if (page.locator("[data-module='" + module + "']").isHidden()) {
            page.locator("nav.modules a[data-to='" + module + "']").click();
        }
        panel.scrollIntoViewIfNeeded();
        return panel;
    }

    static Locator panel(Page page, String name) {
        return page.locator("[data-panel='" + name + "']").first();
    }

    /** Loading, empty, ready, stale or error. */
    static String state(Page page, String name) {
        return Objects.requireNonNullElse(panel(page, name).getAttribute("data-state"), "");
    }

    /** Waits until a panel says that. */
    static void awaitText(Page page, String name, String text) {
        Locator panel = shown(page, name);
        await().alias(name + " says " + text)
                .atMost(PATIENCE)
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(50))
                .until(panel::textContent, said -> said != null && said.contains(text));
    }

    @Override
    public void close() {
        windows.forEach(BrowserContext::close);
    }
}
