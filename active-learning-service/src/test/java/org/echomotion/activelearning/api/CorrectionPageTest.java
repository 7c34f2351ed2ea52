package org.echomotion.activelearning.api;

import static org.echomotion.activelearning.api.MeasuredStudies.answered;
import static org.echomotion.activelearning.api.MeasuredStudies.clip;
import static org.echomotion.activelearning.api.MeasuredStudies.study;
import static org.echomotion.activelearning.api.QueuedClips.SQUARE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.AnnotationVerdict;
import org.echomotion.contract.activelearning.v1.CorrectFrameRequest;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.activelearning.v1.SettleRequest;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A clinician corrects a frame on the page of a study, in a browser. */
@QuarkusTest
class CorrectionPageTest extends BrowserTest {

  private static final String KEY = "heart-1";

  /** End-systole of the first beat. */
  private static final int END_SYSTOLE = 20;

  private String clipId;

  /**
   * A stored clip with two averaged beats. Its outlines are ellipses 60 working pixels high, 52
   * wide at end-diastole and 28 at end-systole: 4/3 pi a^2 b, with 1.2 mm a pixel.
   */
  @BeforeEach
  void storeStudy() throws SQLException {
    EjectionFraction.Builder clip =
        clip(View.VIEW_A4C, QualityGrade.QUALITY_GRADE_GOOD)
            .setStudyId(UUID.randomUUID().toString())
            .setStudyKey(KEY)
            .setMmPerWorkingPixel(1.2)
            .setEjectionFractionPercent(71)
            .setEndDiastolicVolumeMl(146.8)
            .setEndSystolicVolumeMl(42.6)
            .clearInterval();
    clip.getBeatsBuilderList()
        .forEach(
            beat ->
                beat.setEjectionFractionPercent(71)
                    .setEndDiastolicVolumeMl(146.8)
                    .setEndSystolicVolumeMl(42.6));
    clip.getFramesBuilder(END_SYSTOLE).setVolume(42.6);
    answered(
        study(QualityGrade.QUALITY_GRADE_GOOD)
            .setStudyKey(KEY)
            .setEjectionFractionPercent(71)
            .clearInterval(),
        clip.build());
    clips.store(clip.build());
    clipId = clip.getClipId();
  }

  private static void openFrame(Workbench workbench, int index) {
    workbench.label("Frame of the cine").fill(String.valueOf(index));
    workbench.seeFrameOfCine(index);
    workbench.button("Correct the outline").click();
    workbench.seePicture();
  }

  @Test
  void aCorrectedFrameChangesTheEfOnThePageAndNotInTheStore() throws SQLException {
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.openStudy(KEY);
      openFrame(workbench, END_SYSTOLE);
      workbench.see("EF of this clip: 71 % from the model");
      workbench.page.keyboard().press("Enter");
      workbench.see("This is still the outline from the beginning.");
      // The right wall, outwards: the ventricle is larger at end-systole.
      workbench.drag(140, 112, 160, 112);
      workbench.see("with your outline");
      String change = workbench.page.locator(".ef-change").innerText();
      Matcher values = Pattern.compile("model, (\\d+)").matcher(change);
      assertTrue(values.find(), change);
      int own = Integer.parseInt(values.group(1));
      double volume = Double.parseDouble(workbench.volume());
      assertEquals((71 + 100 * (146.8 - volume) / 146.8) / 2, own, 0.6, "the mean of two beats");
      assertTrue(own < 71, change);
      workbench.check("correction");
      workbench.button("Keep the correction").click();

      String kept = "71 % from the model, " + own + " % with this correction";
      workbench.see(kept);
      assertEquals("71 %", workbench.page.locator(".ef").innerText());
      workbench.seeFrameOfCine(END_SYSTOLE);
      workbench.check("study-corrected");
      workbench.page.reload();
      workbench.see(kept);
      workbench.see("Frame 21, by");
      assertEquals(
          1,
          clips.number(
              "select count(*) from active_learning.annotation where role = 'CORRECTION'"));

      workbench.open("review");
      workbench.page.locator("a.frame").click();
      workbench.see("Correction by");
      workbench.see("Corrected on the page of the study");
      workbench.check("review-correction");
      workbench.button("Choose").click();
      workbench.see("Decision of");
    }
  }

  @Test
  void aReviewerKeepsTheResultOfAFrameThatWasCorrectedAfterwards() throws SQLException {
    String frame = correct(SQUARE).getFrameId();
    rita.review()
        .settle(
            SettleRequest.newBuilder()
                .setFrameId(frame)
                .setVerdict(AnnotationVerdict.ANNOTATION_VERDICT_OUTLINED)
                .setDrawing(Drawing.newBuilder().addAllContour(SQUARE))
                .build());
    correct(ELSEWHERE);
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("review");
      workbench.page.locator("a.frame").click();
      workbench.see("This frame was corrected after it got its result.");
      workbench.check("review-pending");
      workbench.button("Keep the result").click();
      workbench.see("Settled.");
      workbench.open("review");
      workbench.see("Nothing to review");
    }
    QueuedFrame settled =
        rita.review()
            .listFrames(ListFramesRequest.newBuilder().setFrameId(frame).build())
            .getFrames(0);
    assertEquals(SQUARE, settled.getContourList());
    assertEquals(4, settled.getAnnotationsCount());
  }

  private Annotation correct(List<Point> outline) {
    return ann.corrections()
        .correctFrame(
            CorrectFrameRequest.newBuilder()
                .setClipId(clipId)
                .setFrameIndex(END_SYSTOLE)
                .setDrawing(Drawing.newBuilder().addAllContour(outline))
                .build())
        .getCorrection();
  }

  @Test
  void aFrameBetweenTheEndsOfTheBeatsDoesNotChangeTheEf() {
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.openStudy(KEY);
      openFrame(workbench, 7);
      workbench.drag(158, 112, 172, 112);
      workbench.see("The EF of this clip does not depend on this frame");
      workbench.check("correction-independent");
      assertTrue(workbench.asksBeforeLeaving(), "the drawing would be lost");
      workbench.page.onceDialog(dialog -> dialog.accept());
      workbench.button("Cancel").click();
      workbench.seeFrameOfCine(7);
      workbench.page.waitForFunction(
          "() => document.querySelector('echo-app').shadowRoot.querySelector('study-page')"
              + ".shadowRoot.querySelector('correctable-cine').shadowRoot.activeElement"
              + "?.className === 'correct'");
      assertEquals(0, workbench.page.getByText("with this correction").count());
    }
  }
}
