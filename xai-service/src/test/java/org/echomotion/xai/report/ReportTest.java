package org.echomotion.xai.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.SeverityGrade;
import org.echomotion.contract.ef.v1.SeverityProbability;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.xai.Cine;
import org.junit.jupiter.api.Test;

class ReportTest {

  private static final ReportPictures ALL =
      new ReportPictures(
          "video".getBytes(StandardCharsets.UTF_8),
          Optional.of("curve".getBytes(StandardCharsets.UTF_8)),
          Optional.of("ed".getBytes(StandardCharsets.UTF_8)),
          Optional.of("es".getBytes(StandardCharsets.UTF_8)));

  private static final ReportPictures VIDEO_ONLY =
      new ReportPictures(ALL.overlayMp4(), Optional.empty(), Optional.empty(), Optional.empty());

  private final Report report = new Report();

  @Test
  void statesTheNumbersWithTheirUnits() {
    String html = html(Cine.clip(), Cine.result(), ALL);
    assertContains(html, "60 %");
    assertContains(html, "53 to 68 %");
    assertContains(html, "120 ml");
    assertContains(html, "48 ml");
    assertContains(html, "67 beats per minute");
    assertContains(html, "24 at 20.0 frames per second (1.20 s)");
    assertContains(html, "apical four-chamber (A4C)");
    // Frame 11 as people count, frame 10 from 0, at 20 frames per second.
    assertContains(html, "0.50 s (11)");
    assertContains(html, "spread of the beats, not calibrated");
    assertContains(html, "CC BY-NC-SA 4.0, non-commercial");
    assertContains(html, "ab".repeat(32));
    assertContains(html, "Not for clinical use");
  }

  @Test
  void statesTheLikelyGradesAndWhatStudiesLikeThisOneHave() {
    assertFalse(html(Cine.clip(), Cine.result(), ALL).contains("Likely"));
    EjectionFraction.Builder result = Cine.result().toBuilder();
    result
        .getIntervalBuilder()
        .setExpectedPercent(63.4)
        .addSeverity(severity(SeverityGrade.SEVERITY_GRADE_MILDLY_ABNORMAL, 0.062))
        .addSeverity(severity(SeverityGrade.SEVERITY_GRADE_BORDERLINE, 0.03))
        .addSeverity(severity(SeverityGrade.SEVERITY_GRADE_NORMAL, 0.908));
    String html = html(Cine.clip(), result.build(), ALL);
    assertContains(html, "Likely: normal 91 %, mildly abnormal 6 %");
    assertContains(html, "In studies like this one, the reference is typically 63 %.");
    result.getIntervalBuilder().setExpectedPercent(result.getEjectionFractionPercent());
    assertFalse(html(Cine.clip(), result.build(), ALL).contains("is typically"));
  }

  private static SeverityProbability severity(SeverityGrade grade, double probability) {
    return SeverityProbability.newBuilder().setGrade(grade).setProbability(probability).build();
  }

  @Test
  void saysWhetherTheBeatsRestOnAnElectrocardiogram() {
    assertContains(html(Cine.clip(), Cine.result(), ALL), "the file states no R-waves");
    EjectionFraction.Builder result = Cine.result().toBuilder();
    result.getElectrocardiogramBuilder().addRWaveTimesSeconds(0.1).addRWaveTimesSeconds(1);
    result.getElectrocardiogramBuilder().setUsed(true);
    assertContains(html(Cine.clip(), result.build(), ALL), "beats were split at 2 R-waves");
    result.getElectrocardiogramBuilder().setUsed(false).setReason("They fit no beat.");
    assertContains(html(Cine.clip(), result.build(), ALL), "not used: They fit no beat.");
  }

  @Test
  void givesTheReasonWhereThereIsNoNumber() {
    String html = html(Cine.clip(), Cine.unmeasured(), VIDEO_ONLY);
    assertContains(html, "No ejection fraction");
    assertContains(html, "No left ventricle was found. Check the view.");
    assertContains(html, "poor: do not rely on it");
    assertFalse(html.contains("data:image/png"), "no pictures that were not made");
    assertFalse(html.contains(">0 ml"), "no volume that was not measured");
    assertFalse(html.contains("<img"), "no empty pictures");
  }

  @Test
  void asksNoServerForAnything() {
    String html = html(Cine.clip(), Cine.result(), ALL);
    assertFalse(html.contains("http:") || html.contains("https:"), "no address");
    assertFalse(html.contains("<script") || html.contains("<link") || html.contains("url("));
    Pattern.compile("(?:src|href|poster|action|srcset)=\"([^\"]*)\"")
        .matcher(html)
        .results()
        .map((MatchResult match) -> match.group(1))
        .forEach(target -> assertTrue(target.startsWith("data:"), target));
    assertContains(html, "default-src 'none'");
  }

  @Test
  void escapesWhateverComesIn() {
    String hostile = "</td><script>alert('x')</script>\"&<img src=x onerror=alert(1)>{page.study}";
    Clip clip = Cine.clip().toBuilder().setStudyKey(hostile).setSha256(hostile).build();
    EjectionFraction.Builder result = Cine.result().toBuilder();
    result.getProvenanceBuilder().setModelLicence(hostile).setModelName(hostile);
    result.getQualityBuilder().addReasons(hostile);
    result.getIntervalBuilder().setMethod(hostile);
    result.getBeatsBuilder(0).setIncluded(false).setExclusionReason(hostile);
    String html = html(clip, result.build(), ALL);
    assertFalse(html.contains("<script>"), "no script");
    assertFalse(html.contains("<img src=x"), "no tag from outside");
    assertContains(html, "&lt;script&gt;");
    EjectionFraction refused = Cine.unmeasured().toBuilder().setStatusReason(hostile).build();
    assertFalse(html(clip, refused, VIDEO_ONLY).contains("<script>"), "no script");
  }

  @Test
  void describesItsPicturesToThoseWhoDoNotSeeThem() {
    String html = html(Cine.clip(), Cine.result(), ALL);
    long pictures = Pattern.compile("<img ").matcher(html).results().count();
    assertEquals(3, pictures);
    assertEquals(pictures, Pattern.compile(" alt=\"[^\"]{20,}\"").matcher(html).results().count());
    assertContains(html, "<html lang=\"en\">");
  }

  @Test
  void isTheSameBytesForTheSameInput() {
    assertArrayEquals(
        report.html(Cine.clip(), Cine.result(), ALL),
        new Report().html(Cine.clip(), Cine.result(), ALL));
  }

  private String html(Clip clip, EjectionFraction result, ReportPictures pictures) {
    return new String(report.html(clip, result, pictures), StandardCharsets.UTF_8);
  }

  private static void assertContains(String html, String text) {
    assertTrue(html.contains(text), () -> "missing: " + text);
  }
}
