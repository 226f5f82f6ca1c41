package dev.footbridge.examples.bookshop.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.footbridge.examples.bookshop.ShopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.support.ui.WebDriverWait;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The page in a real browser. The time-out is for a machine that fetches it first. */
@ShopTest
@Timeout(900)
class PageTest {

    private static final Path PICTURE = Path.of("target", "bookshop.png");

    @TempDir
    private static Path profile;
    private static ChromeDriver chrome;

    @LocalServerPort
    private int port;
    @Autowired
    private JdbcClient jdbc;

    @BeforeAll
    static void open() {
        Browser browser = Browser.find();
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(browser.driver().toFile())
                .withEnvironment(browser.environment()).withSilent(true).build();
        ChromeOptions options = new ChromeOptions().setBinary(browser.program().toFile()).addArguments("--headless",
                "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
                "--user-data-dir=" + profile);
        if (System.getProperty("user.name").equals("root")) {
            options.addArguments("--no-sandbox");
        }
        chrome = new ChromeDriver(service, options);
        chrome.manage().window().setSize(new Dimension(1200, 1600));
    }

    @AfterAll
    static void close() {
        if (chrome != null) {
            chrome.quit();
        }
    }

    @Test
    void showsAnOrderItsTimingsAndTheLiveLoop() throws IOException {
        chrome.get("http://127.0.0.1:" + port + "/");
        until("the live figures are there", () -> levels().size() == 3);
        long started = figure("started");

        WebElement order = chrome.findElement(By.id("order-id"));
        order.clear();
        order.sendKeys("201");
        chrome.findElement(By.id("run-all")).click();
        until("all three ways are done", () -> text("status").equals("The three ways gave the same page."));

        assertThat(text("order-title")).startsWith("Order 201, ");
        assertThat(chrome.findElements(By.cssSelector("#lines tr"))).hasSize(20);
        assertThat(chrome.findElements(By.className("problem"))).extracting(WebElement::getText)
                .containsExactly("no price for book 9794040000001: the price service answered 503");
        assertThat(text("total")).matches("\\d+\\.\\d\\d without 1");
        assertThat(List.of("sequential", "threads", "footbridge")).allSatisfy(
                way -> assertThat(text("time-" + way)).matches("\\d+ ms"));
        assertThat(millis("footbridge")).isLessThan(millis("sequential"));

        chrome.findElement(By.id("burst")).click();
        until("20 pages came", () -> text("status").startsWith("20 pages, 400 prices"));
        until("the loop shows what it did", () -> figure("started") >= started + 21);
        until("it has nothing left to do", () -> figure("pending") == 0);
        Files.write(PICTURE, chrome.getScreenshotAs(OutputType.BYTES));
    }

    @Test
    void ordersTheBooksAgain() {
        chrome.get("http://127.0.0.1:" + port + "/");
        chrome.findElement(By.id("run-all")).click();
        until("all three ways are done", () -> text("status").equals("The three ways gave the same page."));
        chrome.findElement(By.id("again")).click();
        until("the order is placed", () -> text("status").matches("Order \\d+ is placed: \\d+\\.\\d\\d"));

        long id = Long.parseLong(chrome.findElement(By.id("order-id")).getDomProperty("value"));
        assertThat(text("order-title")).startsWith("Order " + id + ", ");
        assertThat(jdbc.sql("select isbn from order_lines where order_id = ? order by number").param(id)
                .query(String.class).list())
                .isEqualTo(jdbc.sql("select isbn from order_lines where order_id = 7 order by number")
                        .query(String.class).list());
    }

    private static List<WebElement> levels() {
        return chrome.findElements(By.cssSelector("#levels .level"));
    }

    /** Read in one step: the page draws the figures anew twice a second. */
    private static long figure(String name) {
        return ((Number) chrome.executeScript("return Number(document.querySelector("
                + "'.level[data-kind=\"event loop\"] .tile[data-figure=' + arguments[0] + '] b').textContent)", name))
                .longValue();
    }

    private static int millis(String way) {
        return Integer.parseInt(text("time-" + way).replace(" ms", ""));
    }

    private static String text(String id) {
        return chrome.findElement(By.id(id)).getText();
    }

    private static void until(String what, java.util.function.BooleanSupplier condition) {
        new WebDriverWait(chrome, Duration.ofSeconds(60), Duration.ofMillis(50))
                .withMessage(() -> what + "; the page says: " + text("status")).until(_ -> condition.getAsBoolean());
    }
}
