package org.echomotion.xai.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.BeatPair;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.EjectionFractionStatus;
import org.echomotion.contract.ef.v1.Interval;
import org.echomotion.contract.ef.v1.Quality;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.echomotion.contract.ef.v1.SecondOpinion;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ef.v1.VolumeMethod;
import org.echomotion.xai.Cine;
import org.junit.jupiter.api.Test;

class StudyPageTextTest {

  private static final String FOUR = "00000000-0000-4000-8000-000000000004";
  private static final String TWO = "00000000-0000-4000-8000-000000000002";

  private static final EjectionFraction A4C = Cine.result(FOUR, "study");
  private static final EjectionFraction A2C =
      Cine.result(TWO, "study").toBuilder()
          .setView(View.VIEW_A2C)
          .setEjectionFractionPercent(53.6)
          .setEndDiastolicVolumeMl(111)
          .setEndSystolicVolumeMl(51.5)
          .build();

  private static final StudyEjectionFraction BIPLANE =
      StudyEjectionFraction.newBuilder()
          .setStudyKey("study-1")
          .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
          .setMethod(VolumeMethod.VOLUME_METHOD_BIPLANE_DISKS)
          .setEjectionFractionPercent(57.2)
          .setInterval(
              Interval.newBuilder()
                  .setLowerPercent(48.3)
                  .setUpperPercent(66.1)
                  .setNominalCoverage(0.9)
                  .setMethod("calibrated on 40 studies"))
          .setEndDiastolicVolumeMl(115.4)
          .setEndSystolicVolumeMl(49.4)
          .setQuality(
              Quality.newBuilder()
                  .setGrade(QualityGrade.QUALITY_GRADE_USABLE)
                  .addReasons("The long axes of the views differ by 14 %."))
          .addClipIds(FOUR)
          .addClipIds(TWO)
          .addPairs(
              BeatPair.newBuilder()
                  .setEjectionFractionPercent(57.2)
                  .setEndDiastolicVolumeMl(115.4)
                  .setEndSystolicVolumeMl(49.4))
          .setViewDifferencePoints(-6.4)
          .setLengthDifferencePercent(14.2)
          .setSecondOpinion(
              SecondOpinion.newBuilder()
                  .setEjectionFractionPercent(60.5)
                  .setDifferencePoints(3.3)
                  .setModel("echomotion-study 0.1.0"))
          .build();

  private static final List<StudyClip> CLIPS = List.of(explained(A4C), explained(A2C));

  private final StudyPage report = new StudyPage();

  @Test
  void statesTheBiplaneNumberAndEachViewsOwnBesideIt() {
    String html = html(BIPLANE, CLIPS);
    assertContains(html, "57 %");
    assertContains(html, "48 to 66 %");
    assertContains(html, "115 ml");
    assertContains(html, "biplane method of disks");
    assertContains(html, "<strong>60 %</strong>");
    assertContains(html, "<strong>54 %</strong>");
    assertContains(html, "111 ml");
    assertContains(html, "calibrated on 40 studies");
    // The beat starts on frame 2, at 20 frames per second.
    assertEquals(2, Pattern.compile("beat 1 \\(from 0\\.10 s\\)").matcher(html).results().count());
    assertContains(html, "Not for clinical use");
  }

  @Test
  void saysInWordsHowTheViewsAndTheNetworkAgree() {
    String html = html(BIPLANE, CLIPS);
    assertContains(html, "A2C is 6 points lower than A4C");
    assertContains(html, "differ by 14.2 %: the shorter view may be foreshortened");
    assertContains(html, "61 % by the network echomotion-study 0.1.0, which reads both views");
    assertContains(html, "3 points higher than the biplane value");
    assertContains(html, "The long axes of the views differ by 14 %.");

    String bare =
        html(
            BIPLANE.toBuilder()
                .clearSecondOpinion()
                .setNoSecondOpinionReason("The network was not served.")
                .clearLengthDifferencePercent()
                .setViewDifferencePoints(0.02)
                .build(),
            CLIPS);
    assertContains(bare, "A2C is the same as A4C");
    assertContains(bare, "cannot be checked whether a view is foreshortened");
    assertContains(bare, "none: The network was not served.");
  }

  @Test
  void statesTheTimesOfTheFileWhereFramesAreUnequallySpaced() {
    EjectionFraction.Builder uneven = A4C.toBuilder().clearFrameTimesSeconds();
    for (int i = 0; i < Cine.FRAMES; i++) {
      uneven.addFrameTimesSeconds(0.05 * i + 0.01 * i * i);
    }
    double start = 0.05 * Cine.ED + 0.01 * Cine.ED * Cine.ED;
    String html = html(BIPLANE, List.of(explained(uneven.build()), explained(A2C)));
    assertContains(html, String.format(Locale.ROOT, "beat 1 (from %.2f s)", start));
    assertContains(
        html, String.format(Locale.ROOT, "beat 1 (from %.2f s)", Cine.ED / Cine.FRAME_RATE));
    assertNotEquals(start, Cine.ED / Cine.FRAME_RATE, 0.02);
  }

  @Test
  void saysWhyItRestsOnOneViewAndShowsThatOneOnly() {
    StudyEjectionFraction single =
        StudyEjectionFraction.newBuilder()
            .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_COMPUTED)
            .setMethod(VolumeMethod.VOLUME_METHOD_SINGLE_PLANE_DISKS)
            .setMethodReason("The A2C clip is of poor quality.")
            .setEjectionFractionPercent(60)
            .addClipIds(FOUR)
            .build();
    String html = html(single, CLIPS);
    assertContains(html, "The A2C clip is of poor quality.");
    assertContains(html, "unknown: the file states no pixel spacing");
    assertEquals(2, Pattern.compile("<img ").matcher(html).results().count());
    assertFalse(html.contains("id=\"agreement\""), "nothing to compare");
    assertFalse(html.contains("id=\"beats\""), "no pairs");
  }

  @Test
  void saysWhyThereIsNoNumber() {
    StudyEjectionFraction none =
        StudyEjectionFraction.newBuilder()
            .setStatus(EjectionFractionStatus.EJECTION_FRACTION_STATUS_NO_FULL_BEAT)
            .setStatusReason("A4C: Too short. Record three beats.")
            .build();
    String html =
        html(
            none,
            List.of(
                new StudyClip(
                    Cine.unmeasured(), Optional.empty(), Optional.empty(), Optional.empty())));
    assertContains(html, "No ejection fraction");
    assertContains(html, "A4C: Too short. Record three beats.");
    assertContains(html, "No left ventricle was found. Check the view.");
    assertFalse(html.contains(">0 ml") || html.contains("<img"), "nothing that was not measured");
  }

  @Test
  void linksToTheReportsItWasGivenAndAsksNoServerForAnything() {
    String html =
        html(BIPLANE, List.of(explained(A4C), new StudyClip(A2C, none(), none(), none())));
    assertEquals(
        List.of("a4c/report.html"),
        Pattern.compile("href=\"([^\"]*)\"").matcher(html).results().map(m -> m.group(1)).toList());
    Pattern.compile(" src=\"([^\"]*)\"")
        .matcher(html)
        .results()
        .forEach(m -> assertTrue(m.group(1).startsWith("data:"), m.group(1)));
    assertFalse(html.contains("http:") || html.contains("https:") || html.contains("<script"));
    assertContains(html, "default-src 'none'");
  }

  @Test
  void escapesWhateverComesIn() {
    String hostile = "\"></a><script>alert(1)</script>{page.study}";
    StudyEjectionFraction.Builder study = BIPLANE.toBuilder().setStudyKey(hostile);
    study.getSecondOpinionBuilder().setModel(hostile);
    study.setMethodReason(hostile).getIntervalBuilder().setMethod(hostile);
    EjectionFraction.Builder clip = A4C.toBuilder().setStatusReason(hostile);
    clip.getProvenanceBuilder().setModelName(hostile).setModelLicence(hostile);
    String html =
        html(
            study.build(),
            List.of(
                new StudyClip(clip.build(), none(), none(), Optional.of(hostile)), CLIPS.get(1)));
    assertFalse(html.contains("<script>"), "no script");
  }

  @Test
  void isTheSameBytesForTheSameInput() {
    assertArrayEquals(report.html(BIPLANE, CLIPS), new StudyPage().html(BIPLANE, CLIPS));
  }

  private static StudyClip explained(EjectionFraction result) {
    return new StudyClip(
        result,
        Optional.of("ed".getBytes(StandardCharsets.UTF_8)),
        Optional.of("es".getBytes(StandardCharsets.UTF_8)),
        Optional.of(result.getView() == View.VIEW_A4C ? "a4c/report.html" : "a2c/report.html"));
  }

  private static <T> Optional<T> none() {
    return Optional.empty();
  }

  private String html(StudyEjectionFraction study, List<StudyClip> clips) {
    return new String(report.html(study, clips), StandardCharsets.UTF_8);
  }

  private static void assertContains(String html, String text) {
    assertTrue(html.contains(text), () -> "missing: " + text);
  }
}
