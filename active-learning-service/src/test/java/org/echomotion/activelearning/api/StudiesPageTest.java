package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.point;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.common.v1.Basis;
import org.echomotion.contract.common.v1.CineProperty;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.common.v1.Remark;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.common.v1.ViewSource;
import org.echomotion.contract.ef.v1.Beat;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.FrameMeasurement;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.HeartRateSource;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The studies in a browser, as a clinician uses them. */
@QuarkusTest
class StudiesPageTest extends QueueTest {

  private static final String STUDY = "heart 1/a";

  /** A key that ingest-service takes. */
  private static final String UPLOADED = "heart-1.a";

  private static final int FRAMES_OF_CLIP = 100;
  private static final int CYCLE = 40;
  private static final String UNCALIBRATED = "Not calibrated: the model has no calibration.";
  private static final Interval INTERVAL =
      Interval.newBuilder()
          .setLowerPercent(54.6)
          .setUpperPercent(69.4)
          .setNominalCoverage(0.9)
          .setMethod(UNCALIBRATED)
          .build();

  private static Workbench.Chromium chromium;

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

  private static void measured() {
    measured(STUDY);
  }

  /** A biplane study. Its A2C clip has no pixel spacing. */
  private static void measured(String key) {
    EjectionFraction fourChamber =
        clip(View.VIEW_A4C, QualityGrade.QUALITY_GRADE_GOOD)
            .setStudyKey(key)
            .setMmPerWorkingPixel(1.2)
            .setEndDiastolicVolumeMl(120)
            .setEndSystolicVolumeMl(46)
            .build();
    EjectionFraction twoChamber =
        clip(View.VIEW_A2C, QualityGrade.QUALITY_GRADE_USABLE)
            .setStudyKey(key)
            .addRemarks(remark("The file states no pixel spacing."))
            .build();
    answered(study(QualityGrade.QUALITY_GRADE_USABLE).setStudyKey(key), fourChamber, twoChamber);
  }

  private static void answered(StudyEjectionFraction.Builder study, EjectionFraction... clips) {
    for (EjectionFraction clip : clips) {
      study.addClipIds(clip.getClipId());
    }
    PeerServices.RESULTS.put(
        study.getStudyKey(),
        GetEjectionFractionResponse.newBuilder()
            .addAllResults(List.of(clips))
            .setStudy(study)
            .build());
  }

  private static StudyEjectionFraction.Builder study(QualityGrade grade) {
    return StudyEjectionFraction.newBuilder()
        .setStudyKey(STUDY)
        .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
        .setEjectionFractionPercent(61.6)
        .setInterval(INTERVAL)
        .setMethod(VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS)
        .setQuality(quality(grade));
  }

  private static Remark.Builder remark(String text) {
    return Remark.newBuilder()
        .setProperty(CineProperty.CINE_PROPERTY_SPACING)
        .setBasis(Basis.BASIS_UNKNOWN)
        .setText(text);
  }

  private static Quality quality(QualityGrade grade) {
    Quality.Builder quality = Quality.newBuilder().setGrade(grade);
    return grade == QualityGrade.QUALITY_GRADE_GOOD
        ? quality.build()
        : quality.addReasons("Only one beat is complete.").build();
  }

  private static EjectionFraction.Builder clip(View view, QualityGrade grade) {
    String id = UUID.randomUUID().toString();
    EjectionFraction.Builder clip =
        EjectionFraction.newBuilder()
            .setStudyKey(STUDY)
            .setClipId(id)
            .setView(view)
            .setViewFinding(
                ViewFinding.newBuilder().setView(view).setSource(ViewSource.VIEW_SOURCE_FILE))
            .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
            .setEjectionFractionPercent(61.6)
            .setInterval(INTERVAL)
            .setQuality(quality(grade))
            .setHeartRateBpm(75)
            .setHeartRateSource(HeartRateSource.HEART_RATE_SOURCE_CYCLES)
            .setFrameCount(FRAMES_OF_CLIP)
            .setFrameRateHz(50)
            .addBeats(beat(0, true))
            .addBeats(beat(CYCLE, true))
            .addBeats(beat(2 * CYCLE, false));
    List<FrameSegmentation> outlines = new ArrayList<>();
    for (int i = 0; i < FRAMES_OF_CLIP; i++) {
      double width = 20 + 6 * Math.cos(2 * Math.PI * i / CYCLE);
      clip.addFrames(
          FrameMeasurement.newBuilder()
              .setFrameIndex(i)
              .setVolume(width * width * width / 150 + (i % 3))
              .setSmoothedVolume(width * width * width / 150));
      outlines.add(
          FrameSegmentation.newBuilder().setFrameIndex(i).addAllContour(ventricle(width)).build());
    }
    PeerServices.CLIPS.put(id, outlines);
    return clip;
  }

  private static Beat beat(int first, boolean complete) {
    return Beat.newBuilder()
        .setEndDiastolicFrame(first)
        .setEndSystolicFrame(Math.min(first + CYCLE / 2, FRAMES_OF_CLIP - 1))
        .setEndFrame(Math.min(first + CYCLE, FRAMES_OF_CLIP - 1))
        .setComplete(complete)
        .setIncluded(complete)
        .build();
  }

  private static List<Point> ventricle(double width) {
    List<Point> outline = new ArrayList<>();
    for (int degrees = 0; degrees < 360; degrees += 10) {
      double angle = Math.toRadians(degrees);
      outline.add(
          point((float) (56 + width * Math.cos(angle)), (float) (56 + 30 * Math.sin(angle))));
    }
    return outline;
  }

  private static Locator label(Workbench workbench, String text) {
    return workbench.page.getByLabel(text, new Page.GetByLabelOptions().setExact(true)).first();
  }

  /** The time, the volume and the number of the frame that the first clip shows. */
  private static List<String> shown(Workbench workbench) {
    return workbench.page.locator("clip-cine").first().locator("output").allInnerTexts();
  }

  private static Locator curve(Workbench workbench) {
    return workbench
        .page
        .getByRole(AriaRole.SLIDER, new Page.GetByRoleOptions().setName("Volume curve"))
        .first();
  }

  private static void openStudy(Workbench workbench) {
    workbench.open("studies");
    workbench.page.getByText(STUDY).click();
    workbench.seeFrameOfCine(0);
  }

  @Test
  void aClinicianSearchesAndOpensAStudy() {
    measured();
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("studies");
      workbench.see("62 (55 to 69) %");
      label(workbench, "Study key").fill(STUDY);
      label(workbench, "Lowest EF, percent").fill("20");
      label(workbench, "Received until").fill("2026-11-30");
      workbench.page.getByLabel("usable with caution").check();
      workbench.button("Search").click();
      await()
          .atMost(10, TimeUnit.SECONDS)
          .until(
              () ->
                  PeerServices.QUESTIONS.getFirst() instanceof ListEjectionFractionsRequest asked
                      && asked.getStudyKey().equals(STUDY));
      ListEjectionFractionsRequest asked =
          (ListEjectionFractionsRequest) PeerServices.QUESTIONS.getFirst();
      assertEquals(List.of(QualityGrade.QUALITY_GRADE_USABLE), asked.getGradesList());
      assertEquals(20, asked.getLowestPercent());
      assertTrue(asked.hasUntil());
      workbench.page.getByText(STUDY).click();
      workbench.see("55 to 69 % (90 % prediction interval)");
      workbench.see(UNCALIBRATED);
      workbench.see("biplane method of disks");
      workbench.see("Only one beat is complete.");
      workbench.see("Pixel size: unknown");
      workbench.see("No calibration");
      workbench.see("Research use only. Not for clinical use.");
      assertEquals(
          "/v1/workbench/studies/heart%201%2Fa/explanation/study.html?includePoor=false",
          workbench
              .page
              .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the report"))
              .getAttribute("href"));
      workbench.page.getByText("All studies").click();
      workbench.see("62 (55 to 69) %");
      assertEquals(STUDY, label(workbench, "Study key").inputValue());
    }
  }

  @Test
  void theCineAndTheCurveShowTheSameFrame() {
    measured();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      openStudy(workbench);
      assertEquals(List.of("0.00 s, 117 ml", "Frame 1 of 100"), shown(workbench));
      label(workbench, "Frame of the cine").press("ArrowRight");
      workbench.seeFrameOfCine(1);
      workbench.page.locator(".stage").first().focus();
      workbench.page.keyboard().press("ArrowRight");
      workbench.seeFrameOfCine(2);
      Locator curve = curve(workbench);
      curve.press("End");
      workbench.seeFrameOfCine(99);
      BoundingBox box = curve.boundingBox();
      curve.click(new Locator.ClickOptions().setPosition(box.width * 0.53, box.height / 2));
      await()
          .atMost(10, TimeUnit.SECONDS)
          .until(() -> !curve.getAttribute("aria-valuenow").equals("100"));
      int frame = Integer.parseInt(curve.getAttribute("aria-valuenow")) - 1;
      assertEquals(50, frame, 3);
      workbench.seeFrameOfCine(frame);
      curve.press(" ");
      workbench.button("Pause").first().waitFor();
      await()
          .atMost(10, TimeUnit.SECONDS)
          .until(() -> !curve.getAttribute("aria-valuenow").equals(String.valueOf(frame + 1)));
      curve.press(" ");
      workbench.button("Play").first().waitFor();
    }
  }

  @Test
  void theCurveAndTheWordsWaitForThePicture() {
    measured();
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      List<Route> held = new ArrayList<>();
      workbench.page.route("**/frames/1", held::add);
      openStudy(workbench);
      Locator curve = curve(workbench);
      curve.press("ArrowRight");
      workbench.page.waitForCondition(() -> !held.isEmpty());
      assertEquals(List.of("0.00 s, 117 ml", "Frame 1 of 100"), shown(workbench));
      assertEquals("1", curve.getAttribute("aria-valuenow"));
      held.get(0).resume();
      workbench.seeFrameOfCine(1);
      workbench.see("Frame 2 of 100");
      assertEquals("2", curve.getAttribute("aria-valuenow"));
    }
  }

  @Test
  void aCineWithoutOutlinesSaysSoOverEachPicture() {
    measured();
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.page.route("**/contours", Route::abort);
      openStudy(workbench);
      Locator alert = workbench.page.locator("clip-cine").first().getByRole(AriaRole.ALERT);
      alert.waitFor();
      curve(workbench).press("ArrowRight");
      workbench.seeFrameOfCine(1);
      assertTrue(alert.innerText().startsWith("The network may be down"));
    }
  }

  @Test
  void aWithheldResultIsShownOnlyOnRequest() {
    answered(
        study(QualityGrade.QUALITY_GRADE_POOR),
        clip(View.VIEW_A4C, QualityGrade.QUALITY_GRADE_POOR).build());
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("studies");
      workbench.see("withheld: poor quality");
      workbench.page.getByText(STUDY).click();
      workbench.see("The quality is poor.");
      assertEquals(0, workbench.page.getByText("62").count());
      workbench.check("study-withheld");
      workbench.button("Show it nevertheless").click();
      workbench.see("55 to 69 % (90 % prediction interval)");
      workbench.see("Poor quality: do not rely on it.");
      assertEquals("62 %", workbench.page.locator(".ef").innerText());
      assertEquals(0, workbench.button("Show it nevertheless").count());
      workbench.check("study-poor");
    }
  }

  /** The only reason of its grade is a remark. */
  @Test
  void aWithheldClipOfAStudyWithANumberIsShownOnRequestToo() {
    String text = "The pixel spacing is assumed.";
    EjectionFraction poor =
        clip(View.VIEW_A2C, QualityGrade.QUALITY_GRADE_POOR)
            .setQuality(
                Quality.newBuilder().setGrade(QualityGrade.QUALITY_GRADE_POOR).addReasons(text))
            .addRemarks(remark(text))
            .build();
    answered(study(QualityGrade.QUALITY_GRADE_USABLE), poor);
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      openStudy(workbench);
      Locator clip = workbench.page.locator(".clip");
      clip.getByText("withheld: poor quality").waitFor();
      assertEquals(0, workbench.page.getByText("No check found a problem.").count());
      workbench.check("clip-withheld");
      workbench.button("Show it nevertheless").click();
      clip.getByText("62 (55 to 69) %").waitFor();
      clip.getByText("Poor quality: do not rely on it.").waitFor();
      assertEquals(0, workbench.page.getByText("No check found a problem.").count());
    }
  }

  @Test
  void anUploadedCineOpensItsStudyAndAwaitsTheResult() {
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("studies");
      workbench.see("No study yet");
      workbench.check("studies-empty");
      pick(workbench, 33 << 20);
      Locator key = uploadKey(workbench);
      key.fill(STUDY);
      assertEquals(true, key.evaluate("field => field.validity.patternMismatch"));
      key.fill(UPLOADED);
      workbench
          .page
          .locator("upload-area")
          .getByText("Upload", new Locator.GetByTextOptions().setExact(true))
          .click();
      workbench.see("The cine is too large.");
      workbench.check("upload-refused");
      workbench.button("Remove cine.avi").click();
      workbench
          .page
          .locator("upload-area li")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("studies");
      drop(workbench, 1 << 20);
      uploadKey(workbench).fill(UPLOADED);
      workbench.page.keyboard().press("Enter");
      workbench.see("Cines being analysed: 1.");
      assertEquals(1 << 20, IngestPeer.RECEIVED.get(UPLOADED).file().size());
      assertEquals("", IngestPeer.RECEIVED.get(UPLOADED).header().getFileName());
      workbench.check("study-awaited");
      workbench.page.route("**/studies/" + UPLOADED + "?*", Route::abort);
      workbench.see("The network may be down");
      workbench.see("No connection. Unsent drawings are kept in this browser");
      workbench.see("Study " + UPLOADED);
      workbench.check("study-away");
      workbench.page.unroute("**/studies/" + UPLOADED + "?*");
      measured(UPLOADED);
      workbench.see("biplane method of disks");
      assertEquals(0, workbench.page.getByText("The network may be down").count());
    }
  }

  @Test
  void anUploadShowsTheNumberSoFarAndGoesOnWhileAnotherPageIsOpen() {
    measured("waits-on-the-page");
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("studies");
      drop(workbench, 1 << 10);
      uploadKey(workbench).fill("waits-on-the-page");
      workbench.page.keyboard().press("Enter");
      workbench.see("100%");
      workbench.see("EF so far, from 100 frames: 62 (55 to 69) %");
      workbench.check("upload-so-far");
      assertTrue(workbench.asksBeforeLeaving());
      workbench.open("queue");
      workbench.see("Your frames");
      workbench.open("studies");
      workbench.see("100%");
      assertTrue(uploadKey(workbench).isDisabled());
      workbench.open("queue");
      workbench.see("Your frames");
      IngestPeer.GO_ON.release();
      workbench.awaitUploads();
      assertFalse(workbench.asksBeforeLeaving());
      assertTrue(workbench.page.url().endsWith("#/queue"));
      workbench.open("studies");
      workbench.page.locator("upload-area").getByText("stored").waitFor();
    }
  }

  private static Locator uploadKey(Workbench workbench) {
    return workbench.page.locator("upload-area").getByLabel("Study key");
  }

  private static void pick(Workbench workbench, int length) {
    workbench
        .page
        .locator("input[type=file]")
        .setInputFiles(new FilePayload("cine.avi", "video/x-msvideo", new byte[length]));
  }

  private static void drop(Workbench workbench, int length) {
    JSHandle files =
        workbench.page.evaluateHandle(
            """
            length => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array(length)], 'cine.avi'));
              return data;
            }
            """,
            length);
    workbench.page.dispatchEvent("studies-page", "drop", Map.of("dataTransfer", files));
  }

  @Test
  void aClinicianWhoDoesNotOutlineFramesStartsWithTheStudies() {
    measured();
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.page.route(
          "**/v1/annotation/me",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("application/json")
                      .setBody("{\"name\":\"cleo\",\"signedIn\":true,\"roles\":[\"clinician\"]}")));
      workbench.page.navigate("/");
      workbench.see(STUDY);
      assertEquals(List.of("Studies", "Models"), workbench.page.locator("nav a").allInnerTexts());
    }
  }

  @Test
  void aStudyWithoutAResultSaysSo() {
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.open("studies/none");
      workbench.see("This study has no result");
      workbench.check("study-missing");
    }
  }

  @Test
  void thePagesAreAccessibleInTheDark() {
    everyPage(ColorScheme.DARK, "dark");
  }

  @Test
  void thePagesAreAccessibleInTheLight() {
    everyPage(ColorScheme.LIGHT, "light");
  }

  /** In the width of a tablet too, in the language with the longest words. */
  private void everyPage(ColorScheme scheme, String name) {
    measured();
    try (Workbench workbench = chromium.open(address, scheme)) {
      openStudy(workbench);
      workbench.page.setViewportSize(1360, 1500);
      workbench.check(name + "-study");
      workbench.page.setViewportSize(1024, 768);
      workbench.page.getByLabel("Language").selectOption("de");
      workbench.see("Volumenkurve");
      workbench.check(name + "-study-tablet");
      assertEquals(1024, workbench.page.evaluate("() => document.documentElement.scrollWidth"));
      workbench.open("studies");
      workbench.see(STUDY);
      workbench.check(name + "-studies-tablet");
      workbench.page.setViewportSize(1360, 860);
      workbench.check(name + "-studies");
    }
  }
}
