package org.echomotion.activelearning.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The workbench in a browser, as a reader uses it. */
final class Workbench implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** Side of the display frames of {@link QueuedClips}. */
  private static final double FRAME_SIDE = 224;

  /** Space around a picture that fits the window, in both directions together. */
  private static final double MARGIN = 8;

  /** Finds a component by its name, also within other components. */
  private static final String FIND =
      """
      const find = (name, root = document) => {
        for (const element of root.querySelectorAll('*')) {
          const found = element.localName === name ? element
            : element.shadowRoot && find(name, element.shadowRoot);
          if (found) return found;
        }
      };
      """;

  private final BrowserContext context;
  private final List<String> complaints = new ArrayList<>();
  final Page page;

  /** A browser for all tests of a class. */
  static final class Chromium implements AutoCloseable {
    private final Playwright playwright;
    private final Browser browser;

    /** Starts the browser, or skips the tests where there is none. */
    Chromium() {
      assumeTrue(
          Files.isExecutable(CHROMIUM),
          "The workbench is not tested in a browser, because there is no " + CHROMIUM + ".");
      playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      browser =
          playwright
              .chromium()
              .launch(
                  new BrowserType.LaunchOptions()
                      .setExecutablePath(CHROMIUM)
                      .setArgs(
                          List.of(
                              "--no-sandbox",
                              "--disable-gpu",
                              "--disable-quic",
                              "--no-first-run",
                              "--disable-background-networking",
                              "--disable-component-update",
                              "--disable-sync")));
    }

    /** Opens a window of a reader who has not been here before. */
    Workbench open(URI address, ColorScheme scheme) {
      return new Workbench(browser, address, scheme);
    }

    @Override
    public void close() {
      playwright.close();
    }
  }

  private Workbench(Browser browser, URI address, ColorScheme scheme) {
    context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setBaseURL("http://127.0.0.1:" + address.getPort())
                .setViewportSize(1360, 860)
                .setLocale("en-GB")
                .setReducedMotion(ReducedMotion.REDUCE)
                .setColorScheme(scheme));
    page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          // A lost network is part of these tests, and the browser reports it.
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            complaints.add(message.text());
          }
        });
  }

  void open(String place) {
    page.navigate("/#/" + place);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(false));
  }

  /** A field with exactly this label; the first one, if there are several. */
  Locator label(String text) {
    return page.getByLabel(text, new Page.GetByLabelOptions().setExact(true)).first();
  }

  /** Opens a study from the list, and waits for the first picture of its first clip. */
  void openStudy(String key) {
    open("studies");
    page.getByText(key).click();
    seeFrameOfCine(0);
  }

  /** Takes the next frame of the queue, and waits for its picture. */
  void takeNextFrame() {
    open("queue");
    button("Take the next frame").click();
    page.waitForURL("**/#/read/*");
    seeLeasedFrame();
  }

  /** Waits until the page of another frame than that at an address is open. */
  void seeNextFrame(String before) {
    page.waitForURL(url -> url.contains("#/read/") && !url.equals(before));
    seeLeasedFrame();
  }

  /** Waits for the frame at the present address, and for its picture. */
  void seeLeasedFrame() {
    page.waitForFunction(
        "() => {"
            + FIND
            + " return location.hash === `#/read/${find('read-page')?.lease?.task.taskId}`; }");
    seePicture();
  }

  /** Waits for the picture that is drawn on. */
  void seePicture() {
    page.waitForFunction(
        "() => {" + FIND + " return find('trace-canvas')?.picture !== undefined; }");
  }

  /** Waits until the cine of a study's first clip shows a frame and its picture. */
  void seeFrameOfCine(int index) {
    page.waitForFunction(
        "index => {" + FIND + " return find('clip-cine')?.shown?.index === index; }", index);
  }

  /** Waits until no file is being uploaded. */
  void awaitUploads() {
    page.waitForFunction("() => {" + FIND + " return !find('echo-app').session.uploads.busy; }");
  }

  /** Whether the browser asks before it leaves the page. */
  boolean asksBeforeLeaving() {
    return (boolean)
        page.evaluate("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))");
  }

  /** Opens the keys and gestures. */
  void openHelp() {
    page.keyboard().press("?");
    dialog("help-overlay").waitFor();
  }

  /** Opens the question why the frame is skipped. */
  void openSkip() {
    page.keyboard().press("s");
    dialog("skip-dialog").waitFor();
  }

  /** Closes the dialog of a component, and waits until it has given the keys back to the page. */
  void closeDialog(String component) {
    page.keyboard().press("Escape");
    page.waitForFunction(
        "name => {"
            + FIND
            + " const shadow = find(name).shadowRoot;"
            + " return !shadow.querySelector('dialog').open && !shadow.activeElement; }",
        component);
  }

  /** Closes the help, and presses a key before the browser moves the focus out of the dialog. */
  void closeHelpAndPress(String key) {
    page.evaluate(
        "key => {"
            + FIND
            + """
             const help = find('help-overlay');
             const focused = help.shadowRoot.activeElement;
             help.close();
             focused.dispatchEvent(
               new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
            }
            """,
        key);
  }

  private Locator dialog(String component) {
    return page.locator(component + " dialog");
  }

  /** Waits for a text. */
  void see(String text) {
    page.getByText(text).first().waitFor();
  }

  /** Drags from one point of the frame to another, in display pixels. */
  void drag(double fromX, double fromY, double toX, double toY) {
    BoundingBox box = page.locator("trace-canvas").boundingBox();
    double scale = Math.min(box.width - MARGIN, box.height - MARGIN) / FRAME_SIDE;
    double left = box.x + (box.width - FRAME_SIDE * scale) / 2;
    double top = box.y + (box.height - FRAME_SIDE * scale) / 2;
    page.mouse().move(left + (fromX + 0.5) * scale, top + (fromY + 0.5) * scale);
    page.mouse().down();
    page.mouse()
        .move(
            left + (toX + 0.5) * scale,
            top + (toY + 0.5) * scale,
            new Mouse.MoveOptions().setSteps(5));
    page.mouse().up();
  }

  /** The volume that the page shows. */
  String volume() {
    return page.locator("measures-card dd").first().innerText().split("\\s")[0];
  }

  void offline(boolean offline) {
    context.setOffline(offline);
  }

  void picture(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  /** Checks the page's accessibility, and takes a picture of it. */
  void check(String name) {
    picture(name);
    assertEquals(
        List.of(),
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .map(
                    rule ->
                        name
                            + ": "
                            + rule.getHelp()
                            + rule.getNodes().stream().map(node -> " " + node.getTarget()).toList())
                .toList());
  }

  @Override
  public void close() {
    context.close();
    assertEquals(List.of(), complaints, "the browser complains");
  }
}
