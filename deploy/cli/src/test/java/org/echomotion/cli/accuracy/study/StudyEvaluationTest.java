package org.echomotion.cli.accuracy.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.echomotion.cli.accuracy.study.EvaluatedStudy.Measured;
import org.echomotion.ef.grade.SeverityGrade;
import org.echomotion.ef.grade.Sex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudyEvaluationTest {

  private static EvaluatedStudy study(
      String subject,
      String planes,
      double reference,
      double measured,
      double half,
      String quality) {
    return new EvaluatedStudy(
        "set",
        subject + planes,
        subject,
        planes,
        reference,
        Optional.of(Sex.MALE),
        Optional.of(
            new Measured(
                measured,
                measured - half,
                measured + half,
                8,
                quality,
                "0123456789ab",
                0,
                List.of())),
        "");
  }

  private static final EvaluatedStudy NONE =
      new EvaluatedStudy(
          "set", "p5A4C", "p5", "A4C", 60, Optional.empty(), Optional.empty(), "No beat.");

  private static final List<EvaluatedStudy> STUDIES =
      List.of(
          study("p1", "A4C", 25, 28, 5, "good"),
          study("p2", "A4C", 35, 29, 5, "usable"),
          study("p3", "A4C", 50, 51, 5, "good"),
          study("p4", "A4C", 65, 63, 5, "good"),
          NONE,
          study("p1", "A2C", 30, 40, 20, "good"),
          study("p1", "biplane", 27, 27, 4, "good"));

  private static final StudyEvaluation EVALUATION =
      StudyEvaluation.of("set", "net 1.0", 0.9, STUDIES);

  private static StudyEvaluation.Group group(String planes, String name) {
    return EVALUATION.groups().stream()
        .filter(g -> g.planes().equals(planes) && g.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void errorsCoverageAndWidthAreThoseWorkedOutByHand() {
    StudyEvaluation.Group a4c = group("A4C", "all");
    assertEquals(4, a4c.agreement().n());
    assertEquals(1, a4c.without());
    assertEquals((3 + 6 + 1 + 2) / 4.0, a4c.agreement().mae(), 1e-12);
    assertEquals((3 - 6 + 1 - 2) / 4.0, a4c.agreement().bias(), 1e-12);
    assertEquals(0.75, a4c.coverage(), 1e-12);
    assertEquals(10, a4c.meanWidth(), 1e-12);
    assertEquals((3 + 6 + 1 + 2 + 10) / 5.0, group("one view", "all").agreement().mae(), 1e-12);
    assertEquals(1, group("A4C", "usable quality").agreement().n());
    assertEquals(0.5, group("A4C", "EF below 40").coverage(), 1e-12);
    assertEquals(1, group("A4C", "EF from 60").without());
  }

  @Test
  void severityGradesAreCountedByReferenceAndMeasurement() {
    StudyEvaluation.Confusion a4c =
        EVALUATION.confusion().stream()
            .filter(c -> c.planes().equals("A4C"))
            .findFirst()
            .orElseThrow();
    assertEquals(1, a4c.of(SeverityGrade.SEVERELY_ABNORMAL, SeverityGrade.SEVERELY_ABNORMAL));
    assertEquals(1, a4c.of(SeverityGrade.MODERATELY_ABNORMAL, SeverityGrade.SEVERELY_ABNORMAL));
    assertEquals(1, a4c.of(SeverityGrade.MILDLY_ABNORMAL, SeverityGrade.MILDLY_ABNORMAL));
    assertEquals(1, a4c.of(SeverityGrade.NORMAL, SeverityGrade.NORMAL));
    assertEquals(0, a4c.of(SeverityGrade.NORMAL, SeverityGrade.MILDLY_ABNORMAL));
  }

  @Test
  void theWorstComeFirst() {
    assertEquals("p1A2C", StudyEvaluation.worst(STUDIES).get(0).name());
    assertEquals(6, StudyEvaluation.worst(STUDIES).size());
  }

  @Test
  void thePageAndTheJsonHoldAllOfIt(@TempDir Path folder) throws Exception {
    StudyEvaluationFiles.write(EVALUATION, Map.of("p1A2C", "reports/p1A2C/report.html"), folder);
    String page = Files.readString(folder.resolve("evaluation-ef.html"));
    assertTrue(page.contains("<a href=\"reports/p1A2C/report.html\">p1A2C</a>"));
    assertTrue(page.contains("calibration 0123456789ab"));
    assertTrue(page.contains("No beat."));
    String json = Files.readString(folder.resolve("evaluation-ef.json"));
    assertTrue(json.contains("\"whyNone\" : \"No beat.\""), json);
    assertTrue(json.contains("\"measured\" : null"), json);
  }
}
