package org.echomotion.activelearning.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.ControlPoint;
import org.echomotion.contract.activelearning.v1.FrameQuality;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.junit.jupiter.api.Test;

/** Reads frames in a browser, against the real service. */
@QuarkusTest
class WorkbenchReadingTest extends BrowserTest {

  /** Two frames, of which that of the random sample is always the first. */
  private void oneReader() throws SQLException {
    queued(Person.settings("one reader", 1).setFramesPerClip(1).setRandomShare(1), 2);
  }

  private List<Annotation> annotations() {
    return ann.queue()
        .listAnnotations(ListAnnotationsRequest.getDefaultInstance())
        .getAnnotationsList();
  }

  @Test
  void correctsAFrameWithAFewGesturesAndGetsTheNext() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      String proposed = workbench.volume();
      workbench.drag(140, 100, 156, 100);
      assertNotEquals(proposed, workbench.volume());
      workbench.page.keyboard().press("Control+z");
      assertEquals(proposed, workbench.volume());
      workbench.button("Redo").click();
      assertNotEquals(proposed, workbench.volume());
      workbench.drag(80, 100, 70, 100);
      workbench.picture("corrected");
      String frame = workbench.page.url();
      workbench.page.keyboard().press("g");
      workbench.page.keyboard().press("Enter");
      workbench.see("Submitted.");
      Annotation annotation = annotations().get(0);
      assertEquals(FrameQuality.FRAME_QUALITY_GOOD, annotation.getQuality());
      assertTrue(annotation.getDrawing().getControlPointsCount() >= 4);
      assertTrue(
          annotation.getDrawing().getControlPointsList().stream()
              .anyMatch(p -> Math.abs(p.getX() - 156) < 2),
          "the wall that was pulled");
      assertTrue(annotation.getContourList().stream().anyMatch(p -> p.getX() > 76));
      workbench.seeNextFrame(frame);
      assertEquals(proposed, workbench.volume(), "the next frame begins with its own proposal");
    }
  }

  @Test
  void showsWhereTheModelIsNotSure() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      Locator canvas = workbench.page.locator("trace-canvas");
      byte[] sure = canvas.screenshot();
      Response answer =
          workbench.page.waitForResponse(
              "**/probability", () -> workbench.page.keyboard().press("u"));
      assertEquals(200, answer.status());
      await().until(() -> !Arrays.equals(sure, canvas.screenshot()));
      Locator button = workbench.button("Where the model is not sure");
      assertEquals("true", button.getAttribute("aria-pressed"));
      workbench.picture("not-sure");
      byte[] notSure = canvas.screenshot();
      workbench.page.keyboard().press("u");
      await().until(() -> !Arrays.equals(notSure, canvas.screenshot()));
      assertEquals("false", button.getAttribute("aria-pressed"));
    }
  }

  @Test
  void aHeldEnterSubmitsOneFrame() throws SQLException {
    oneReader();
    clips.add();
    awaitWaiting(4);
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      String first = workbench.page.url();
      workbench.page.keyboard().down("Enter");
      workbench.seeNextFrame(first);
      workbench.page.keyboard().down("Enter");
      workbench.page.keyboard().up("Enter");
      String second = workbench.page.url();
      assertNotEquals(first, second);
      workbench.page.keyboard().press("g");
      workbench.page.keyboard().press("Enter");
      workbench.seeNextFrame(second);
      assertEquals(
          List.of(FrameQuality.FRAME_QUALITY_UNSPECIFIED, FrameQuality.FRAME_QUALITY_GOOD),
          annotations().stream().map(Annotation::getQuality).toList());
    }
  }

  @Test
  void enterSubmitsAfterAClickOnAButton() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      workbench.button("Poor").click();
      workbench.button("Keys and gestures").click();
      workbench.closeDialog("help-overlay");
      workbench.page.keyboard().press("Enter");
      workbench.see("Submitted.");
      assertEquals(FrameQuality.FRAME_QUALITY_POOR, annotations().get(0).getQuality());
    }
  }

  @Test
  void keysDoNothingBelowADialog() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      workbench.openHelp();
      workbench.page.locator("help-overlay h1").click();
      workbench.page.keyboard().press("x");
      workbench.closeDialog("help-overlay");
      workbench.page.keyboard().press("Enter");
      workbench.see("Submitted.");
      assertEquals(
          AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED, annotations().get(0).getVerdict());
    }
  }

  @Test
  void keysWorkAsSoonAsADialogIsClosed() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      workbench.openHelp();
      workbench.closeHelpAndPress("s");
      workbench.see("You will not get this frame again.");
    }
  }

  @Test
  void offersTheDrawingOfAFrameThatWasGivenBack() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      String proposed = workbench.volume();
      workbench.drag(140, 100, 156, 100);
      String drawn = workbench.volume();
      workbench.page.keyboard().press("l");
      workbench.see("Given back to the queue.");
      workbench.takeNextFrame();
      assertEquals(proposed, workbench.volume());
      workbench.button("Use that drawing").click();
      assertEquals(drawn, workbench.volume());
      workbench.page.keyboard().press("Control+z");
      assertEquals(proposed, workbench.volume());
    }
  }

  @Test
  void worksWithoutAMouse() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      for (String key : List.of(".", ".", "Shift+ArrowRight", "n", "k", "ArrowUp", "p", "Enter")) {
        workbench.page.keyboard().press(key);
      }
      workbench.see("Submitted.");
      Annotation annotation = annotations().get(0);
      assertEquals(FrameQuality.FRAME_QUALITY_POOR, annotation.getQuality());
      assertEquals(
          1,
          annotation.getDrawing().getControlPointsList().stream()
              .filter(ControlPoint::getNotSeen)
              .count());
      assertTrue(annotation.getDrawing().hasApex());
      assertEquals(2, annotation.getDrawing().getAnnulusCount());
    }
  }

  @Test
  void aFrameThatCannotBeJudgedNeedsNoOutline() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      workbench.button("Not assessable").click();
      workbench.button("Submit, next frame").click();
      workbench.see("Submitted.");
      assertEquals(
          AnnotationVerdict.ANNOTATION_VERDICT_NOT_ASSESSABLE, annotations().get(0).getVerdict());
    }
  }

  @Test
  void saysThatTheLeaseHasEndedAndKeepsTheDrawing() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      clips.sql(
          "update active_learning.slot set expires_at = now() - interval '1 minute'"
              + " where state = 'LEASED'");
      workbench.drag(140, 100, 156, 100);
      workbench.page.keyboard().press("Enter");
      workbench.see("The lease of this frame has ended.");
      workbench.check("lease-ended");
      workbench.open("queue");
      workbench.see("Drawings without a frame");
      workbench.check("loose-draft");
    }
  }

  @Test
  void aReloadKeepsTheDrawing() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      workbench.drag(140, 100, 156, 100);
      String drawn = workbench.volume();
      workbench.see("Drawing saved");
      workbench.page.reload();
      workbench.seeLeasedFrame();
      assertEquals(drawn, workbench.volume());
    }
  }

  @Test
  void aLostNetworkLosesNothing() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      workbench.offline(true);
      workbench.drag(140, 100, 156, 100);
      String drawn = workbench.volume();
      workbench.see("The drawing is kept in this browser.");
      workbench.check("no-connection");
      assertEquals(0, savedPoints());
      workbench.offline(false);
      workbench.see("Drawing saved");
      await().atMost(10, TimeUnit.SECONDS).until(() -> savedPoints() > 0);
      assertEquals(drawn, workbench.volume());
    }
  }

  /** Control points of the draft that the service has. */
  private static int savedPoints() {
    List<Object> points =
        given()
            .get("/v1/annotation/leases")
            .then()
            .statusCode(200)
            .extract()
            .path("leases[0].draft.drawing.controlPoints");
    return points == null ? 0 : points.size();
  }

  @Test
  void aDrawingThatWasNotSentSurvivesAReload() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      workbench.page.route("**/draft", route -> route.abort());
      workbench.drag(140, 100, 156, 100);
      String drawn = workbench.volume();
      workbench.see("The drawing is kept in this browser.");
      workbench.page.reload();
      workbench.seeLeasedFrame();
      assertEquals(drawn, workbench.volume());
    }
  }

  @Test
  void aDrawingAndItsFrameSurviveTheEndOfTheSession() throws SQLException {
    oneReader();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.takeNextFrame();
      String frame = workbench.page.url();
      workbench.page.route(
          "**/draft", route -> route.fulfill(new Route.FulfillOptions().setStatus(499)));
      workbench.drag(140, 100, 156, 100);
      String drawn = workbench.volume();
      workbench.see("You are signed out.");
      workbench.check("dark-signed-out");
      workbench.page.unroute("**/draft");
      // As the sign-in page does, which leads back to the address without its hash.
      workbench.page.route(
          "**/",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("text/html")
                      .setBody("Enter your password.")));
      workbench.button("Sign in").click();
      workbench.page.getByText("Enter your password.").waitFor();
      workbench.page.unroute("**/");
      workbench.page.navigate("/");
      workbench.seeLeasedFrame();
      assertEquals(frame, workbench.page.url());
      assertEquals(drawn, workbench.volume());
    }
  }
}
