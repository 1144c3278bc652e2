package org.hotline12345.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.FluentWait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person at a screen: Chromium, signed in to one node, in Chinese. Pictures stay in {@code target/it}. */
final class Browser implements AutoCloseable {

    /** A small desk screen; everything must be reachable on it without scrolling sideways. */
    static final Dimension DESK = new Dimension(1366, 768);
    static final Dimension WALL = new Dimension(3840, 2160);
    static final Dimension PHONE = new Dimension(390, 844);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(120);

    private final Node node;
    private final ChromeDriver driver;

    private Browser(Node node, ChromeDriver driver) {
        this.node = node;
        this.driver = driver;
    }

    static Browser open(Node node, Dimension screen) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(System.getProperty("hotline.it.chromium", "/usr/bin/chromium"));
        options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--lang=zh-CN");
        Browser browser = new Browser(node, new ChromeDriver(new ChromeDriverService.Builder()
                .usingDriverExecutable(Path.of(System.getProperty("hotline.it.chromedriver", "/usr/bin/chromedriver")).toFile())
                .usingAnyFreePort().build(), options));
        browser.resize(screen);
        return browser;
    }

    /** Looks several times a second; Selenium's own half second is lost at almost every step of a screen. Looks again where the page was left meanwhile. */
    private FluentWait<WebDriver> waiting() {
        return new WebDriverWait(driver, PATIENCE, LOOK_EVERY).ignoring(StaleElementReferenceException.class);
    }

    /** What was read of an element, which is stale when its page was left meanwhile, in whichever words the driver says so. */
    private static <T> T orStale(Supplier<T> read) {
        try {
            return read.get();
        } catch (StaleElementReferenceException e) {
            throw e;
        } catch (WebDriverException e) {
            if (String.valueOf(e.getMessage()).contains("does not belong to the document")) {
                throw new StaleElementReferenceException("the page was left", e);
            }
            throw e;
        }
    }

    ChromeDriver driver() {
        return driver;
    }

    /** The page itself gets this size, without the window's frame; below 500 pixels wide as a phone would show it. */
    void resize(Dimension screen) {
        if (screen.width < 500) {
            driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", screen.width,
                    "height", screen.height, "deviceScaleFactor", 1, "mobile", true));
            return;
        }
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        driver.manage().window().setSize(screen);
        Number frame = (Number) driver.executeScript("return window.outerHeight - window.innerHeight");
        driver.manage().window().setSize(new Dimension(screen.width, screen.height + frame.intValue()));
    }

    /** Signs in with the demo's password, whoever was signed in before. */
    void signIn(String user) {
        // By the browser's own tools: WebDriver deletes only what belongs to the page that is open, which would be one page more.
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.get(node.url() + "/login");
        find("//input[@name='username']").sendKeys(user);
        find("//input[@name='password']").sendKeys("Hotline@12345");
        click("//button");
        waiting().until(b -> !b.getCurrentUrl().endsWith("/login"));
    }

    /** @param path below the node, for example {@code /camunda/app/tasklist/default/} */
    void go(String path) {
        driver.get("about:blank");
        driver.get(node.url() + path);
    }

    /** The first shown element; waits for it, and fails with what the page says instead. */
    WebElement find(String xpath) {
        return waiting().withMessage(() -> xpath + "\n" + driver.findElement(By.tagName("body")).getText()).until(b -> {
            List<WebElement> shown = shown(xpath);
            return shown.isEmpty() ? null : shown.get(0);
        });
    }

    /** What is shown at this moment, without waiting. */
    List<WebElement> shown(String xpath) {
        return driver.findElements(By.xpath(xpath)).stream().filter(found -> orStale(found::isDisplayed)).toList();
    }

    void click(String xpath) {
        waiting().ignoring(ElementNotInteractableException.class).until(b -> orStale(() -> {
            WebElement wanted = find(xpath);
            // As a person would: Tasklist's footer lies over what stands at the lower edge.
            driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", wanted);
            if (!standsStill(wanted)) {
                return false;
            }
            wanted.click();
            return true;
        }));
    }

    /** Whether it is where it was two drawn frames ago: a dialog that still opens or grows would move away from under the click. */
    private boolean standsStill(WebElement wanted) {
        return (Boolean) driver.executeAsyncScript("""
                const [element, done] = arguments;
                const place = () => {
                  const { x, y, width, height } = element.getBoundingClientRect();
                  return [x, y, width, height].join();
                };
                const before = place();
                requestAnimationFrame(() => requestAnimationFrame(() => done(place() === before)));
                """, wanted);
    }

    void waitFor(String what, BooleanSupplier condition) {
        waiting().withMessage(what).until(b -> condition.getAsBoolean());
    }

    String text() {
        return waiting().until(b -> orStale(() -> b.findElement(By.tagName("body")).getText()));
    }

    /** Markup that reached the page as markup would have set this. */
    void assertNotTricked() {
        assertThat(driver.executeScript("return window.hotlineTricked")).isNull();
    }

    void assertNoSidewaysScrolling() {
        assertThat((Boolean) driver.executeScript(
                "return document.scrollingElement.scrollWidth <= document.scrollingElement.clientWidth + 1"))
                .as("nothing sticks out sideways").isTrue();
    }

    /**
     * No violation of WCAG 2.2, levels A and AA, that a machine can find.
     *
     * @param ours CSS selectors of what is the product's own on this screen; none means the whole page
     */
    void assertAccessible(String... ours) {
        AxeBuilder axe = new AxeBuilder().withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));
        for (String part : ours) {
            axe.include(part);
        }
        assertThat(axe.analyze(driver).getViolations()).extracting(rule -> rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(found -> found.getHtml()).limit(3).toList()).isEmpty();
    }

    /** @param name below {@code target/it}, without ending, for example {@code tasklist/card} */
    void picture(String name) {
        waiting().until(b -> b.findElements(By.cssSelector("[aria-busy]")).isEmpty());
        Path file = Path.of(System.getProperty("hotline.it.work", "target/it")).resolve(name + ".png");
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
