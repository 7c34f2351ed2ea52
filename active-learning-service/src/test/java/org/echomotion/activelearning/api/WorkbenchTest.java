package org.echomotion.activelearning.api;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.SQUARE;
import static org.echomotion.activelearning.api.QueuedClips.point;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.CampaignSettings;
import org.echomotion.contract.activelearning.v1.ConsensusMethod;
import org.echomotion.contract.activelearning.v1.ControlPoint;
import org.echomotion.contract.activelearning.v1.FrameQuality;
import org.echomotion.contract.activelearning.v1.FrameState;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.ListCampaignsRequest;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.activelearning.v1.StatsRequest;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads and reviews frames in a browser, against the real service. */
@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(PeerServices.class)
@QuarkusTestResource(ActiveLearningChannels.class)
class WorkbenchTest {

  private static final List<Point> ELSEWHERE =
      List.of(point(60, 60), point(100, 60), point(100, 100), point(60, 100));

  private static Workbench.Chromium chromium;

  @Inject QueuedClips clips;

  @TestHTTPResource URI address;

  private ManagedChannel channel;
  private Person ann;
  private Person ben;

  @BeforeAll
  static void startBrowser() {
    chromium = new Workbench.Chromium();
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void open() throws SQLException {
    clips.clear();
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    ann = Person.of("ann", channel);
    ben = Person.of("ben", channel);
  }

  @AfterEach
  void close() {
    channel.shutdownNow();
  }

  private void queued(CampaignSettings.Builder settings, int places) throws SQLException {
    ann.campaign(settings);
    clips.add();
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> ann.queue().stats(StatsRequest.getDefaultInstance()).getWaiting() == places);
  }

  private void oneReader() throws SQLException {
    queued(Person.settings("one reader", 1).setFramesPerClip(1), 2);
  }

  /** Two frames that ann and ben have outlined differently. */
  private void disagreement() throws SQLException {
    queued(Person.settings("two readers", 2).setFramesPerClip(1), 4);
    LeaseNextRequest all = LeaseNextRequest.newBuilder().setCount(20).build();
    ann.queue().leaseNext(all).getLeasesList().forEach(lease -> ann.submit(lease, SQUARE));
    ben.queue().leaseNext(all).getLeasesList().forEach(lease -> ben.submit(lease, ELSEWHERE));
  }

  private List<QueuedFrame> frames(FrameState state) {
    return ann.review()
        .listFrames(ListFramesRequest.newBuilder().setState(state).build())
        .getFramesList();
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
      workbench.see("Frame ");
      assertTrue(workbench.page.url().contains("#/read/"), "the next frame");
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
      workbench.see("Drawing saved");
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
      workbench.page.locator("measures-card dd").first().waitFor();
      assertEquals(drawn, workbench.volume());
    }
  }

  @Test
  void aReviewerChoosesAnOutlineOrDrawsOne() throws SQLException {
    disagreement();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.open("review");
      workbench.page.locator("a.frame").first().click();
      workbench.button("Choose").first().click();
      workbench.see("Settled.");
      workbench.open("review");
      workbench.page.locator("a.frame").first().click();
      workbench.button("Draw").click();
      workbench.page.locator("trace-canvas").waitFor();
      workbench.page.keyboard().press("Enter");
      workbench.see("Known answer");
      workbench.button("Known answer").click();
      await()
          .atMost(10, TimeUnit.SECONDS)
          .until(() -> frames(FrameState.FRAME_STATE_DONE).stream().anyMatch(QueuedFrame::getGold));
      List<QueuedFrame> done = frames(FrameState.FRAME_STATE_DONE);
      assertEquals(2, done.size());
      done.forEach(
          frame -> assertEquals(ConsensusMethod.CONSENSUS_METHOD_REVIEWER, frame.getMethod()));
    }
  }

  @Test
  void createsACampaign() {
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.open("campaigns");
      workbench.button("New campaign").click();
      workbench.page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Autumn");
      workbench.page.getByLabel("Readers per frame").fill("3");
      workbench.button("Save").click();
      workbench.see("Saved.");
      CampaignSettings settings =
          ann
              .campaigns()
              .listCampaigns(ListCampaignsRequest.getDefaultInstance())
              .getCampaignsList()
              .stream()
              .map(campaign -> campaign.getSettings())
              .filter(each -> each.getName().equals("Autumn"))
              .findFirst()
              .orElseThrow();
      assertEquals(3, settings.getReaders());
      assertEquals(0.85, settings.getSmallestAgreement());
      assertEquals(1800, settings.getLeaseDuration().getSeconds());
    }
  }

  @Test
  void everyPageIsAccessibleInTheDark() throws SQLException {
    everyPage(ColorScheme.DARK, "dark");
  }

  @Test
  void everyPageIsAccessibleInTheLight() throws SQLException {
    everyPage(ColorScheme.LIGHT, "light");
  }

  private void everyPage(ColorScheme scheme, String name) throws SQLException {
    disagreement();
    clips.add();
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> ann.queue().stats(StatsRequest.getDefaultInstance()).getWaiting() == 4);
    try (Workbench workbench = chromium.open(address, scheme)) {
      workbench.takeNextFrame();
      workbench.check(name + "-frame");
      workbench.page.keyboard().press("?");
      workbench.check(name + "-help");
      workbench.page.keyboard().press("Escape");
      workbench.page.keyboard().press("s");
      workbench.see("Skip this frame");
      workbench.check(name + "-skip");
      workbench.page.keyboard().press("Escape");
      workbench.open("queue");
      workbench.see("Go on");
      workbench.check(name + "-queue");
      workbench.open("review");
      workbench.page.locator("a.frame").first().waitFor();
      workbench.check(name + "-review");
      workbench.page.locator("a.frame").first().click();
      workbench.see("Readings");
      workbench.check(name + "-review-frame");
      workbench.open("campaigns");
      workbench.button("New campaign").waitFor();
      workbench.check(name + "-campaigns");
      workbench.button("New campaign").click();
      workbench.see("Smallest Dice");
      workbench.check(name + "-campaign");
      workbench.open("readers");
      workbench.see("Download CSV");
      workbench.check(name + "-readers");
    }
  }

  @Test
  void anEmptyQueueAndAMissingFrameSayWhatToDo() {
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.open("queue");
      workbench.button("Take the next frame").click();
      workbench.see("No frame waits for you");
      workbench.check("queue-empty");
      workbench.open("read/00000000-0000-0000-0000-000000000000");
      workbench.see("This frame is not yours any more");
      workbench.check("frame-missing");
      workbench.open("review");
      workbench.see("Nothing to review");
      workbench.check("review-empty");
    }
  }

  @Test
  void speaksTheLanguageThatTheReaderChooses() {
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("queue");
      workbench.see("Next frame");
      workbench.page.getByLabel("Language").selectOption("de");
      workbench.see("Nächstes Bild");
      workbench.page.reload();
      workbench.see("Nächstes Bild");
      workbench.page.getByLabel("Sprache").selectOption("fr");
      workbench.see("Image suivante");
      workbench.picture("french");
    }
  }
}
