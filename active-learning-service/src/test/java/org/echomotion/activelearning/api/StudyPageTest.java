package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.MeasuredStudies.STUDY;
import static org.echomotion.activelearning.api.MeasuredStudies.answered;
import static org.echomotion.activelearning.api.MeasuredStudies.clip;
import static org.echomotion.activelearning.api.MeasuredStudies.measured;
import static org.echomotion.activelearning.api.MeasuredStudies.remark;
import static org.echomotion.activelearning.api.MeasuredStudies.study;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.common.v1.Sentence;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.junit.jupiter.api.Test;

/** The page of a study in a browser: the number, the cine and its curve. */
@QuarkusTest
class StudyPageTest extends BrowserTest {

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

  @Test
  void theCineAndTheCurveShowTheSameFrame() {
    measured();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.openStudy(STUDY);
      assertEquals(List.of("0.00 s, 117 ml", "Frame 1 of 100"), shown(workbench));
      workbench.label("Frame of the cine").press("ArrowRight");
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
  void sentencesOfTheServicesAreInTheLanguageOfThePage() {
    String text = "The ejection fractions of the beats differ by 12.5 points.";
    Sentence known =
        Sentence.newBuilder().setCode("BEATS_DIFFER").addValues("12.5").setText(text).build();
    Sentence unknown = Sentence.newBuilder().setText("Of another version.").build();
    answered(
        study(QualityGrade.QUALITY_GRADE_USABLE)
            .setQuality(
                Quality.newBuilder()
                    .setGrade(QualityGrade.QUALITY_GRADE_USABLE)
                    .addAllReasons(List.of(text, unknown.getText()))
                    .addAllSentences(List.of(known, unknown))),
        clip(View.VIEW_A4C, QualityGrade.QUALITY_GRADE_GOOD).build());
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.openStudy(STUDY);
      workbench.see(text);
      workbench.page.evaluate("localStorage.setItem('echomotion.language', 'de')");
      workbench.page.reload();
      workbench.see("Die Ejektionsfraktionen der Herzschläge unterscheiden sich um 12,5 Punkte.");
      Locator english = workbench.page.getByText(unknown.getText());
      assertEquals("en", english.getAttribute("lang"));
      assertFalse(workbench.page.getByText(text).isVisible());
    }
  }

  @Test
  void theCurveAndTheWordsWaitForThePicture() {
    measured();
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      List<Route> held = new ArrayList<>();
      workbench.page.route("**/frames/1", held::add);
      workbench.openStudy(STUDY);
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
      workbench.openStudy(STUDY);
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
      workbench.openStudy(STUDY);
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
  void aStudyWithoutAResultSaysSo() {
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.open("studies/none");
      workbench.see("This study has no result");
      workbench.check("study-missing");
    }
  }
}
