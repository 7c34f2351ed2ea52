package org.echomotion.cli.accuracy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.echomotion.cli.EchoMotion;
import org.echomotion.cli.accuracy.calibration.CalibrationFit;
import org.echomotion.cli.accuracy.study.EvaluatedStudy;
import org.echomotion.cli.accuracy.study.EvaluatedStudy.Measured;
import org.echomotion.cli.accuracy.study.StudyEvaluation;
import org.echomotion.cli.accuracy.study.StudyEvaluationFiles;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.StopSignal;
import org.echomotion.ef.grade.Sex;
import org.echomotion.ef.interval.CalibrationJson;
import org.echomotion.ef.interval.CalibrationSet;
import org.echomotion.ef.interval.IntervalCalibration;
import org.echomotion.ef.quality.PictureMeasures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Calibration on studies that were measured before, without a platform. */
class CalibrateTest {

  private static final String SHA256 = "a".repeat(64);

  @TempDir Path temporary;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path model;
  private Path calibration;

  @BeforeEach
  void aModel() throws IOException {
    model = Files.createDirectory(temporary.resolve("model"));
    Files.writeString(
        model.resolve("model.json"),
        "{\"name\": \"net\", \"version\": \"1.0\", \"sha256\": \"%s\", \"classes\": 1}"
            .formatted(SHA256));
    calibration = temporary.resolve("calibration.json");
  }

  private int calibrate(String... args) {
    List<String> all = new ArrayList<>(List.of("calibrate", "--out", calibration.toString()));
    all.addAll(List.of(args));
    CommandLine command = EchoMotion.commandLine(new StopSignal());
    command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return command.execute(all.toArray(String[]::new));
  }

  /** Writes what {@code evaluate-ef} writes for this number of A4C cines. */
  private Path measured(String name, int cines) throws IOException {
    Random random = new Random(name.hashCode());
    List<EvaluatedStudy> studies = new ArrayList<>();
    studies.add(study("lost", 50, Optional.empty()));
    for (int i = 0; i < cines; i++) {
      double reference = 30 + 40 * random.nextDouble();
      double percent = reference + 4 * random.nextGaussian();
      studies.add(
          study(
              name + i,
              reference,
              Optional.of(
                  new Measured(
                      percent,
                      percent - 20,
                      percent + 20,
                      8 + random.nextDouble(),
                      "usable",
                      "0123456789ab",
                      0,
                      List.of(
                          new PictureMeasures(
                              0.1 * random.nextDouble(),
                              0.1 * random.nextDouble(),
                              80 + random.nextGaussian(),
                              200,
                              0.5,
                              0.1))))));
    }
    Path folder = temporary.resolve(name);
    StudyEvaluationFiles.write(StudyEvaluation.of(name, "net 1.0", 0.9, studies), Map.of(), folder);
    return folder.resolve("evaluation-ef.json");
  }

  private static EvaluatedStudy study(String name, double reference, Optional<Measured> measured) {
    return new EvaluatedStudy(
        "set",
        name + ".avi",
        name,
        EvaluatedStudy.A4C,
        reference,
        Optional.of(Sex.FEMALE),
        measured,
        "why");
  }

  @Test
  void studiesOfTheSameNameAreOneSet() throws IOException {
    assertEquals(
        ExitCode.OK,
        calibrate(
            "--model",
            model.toString(),
            "--measured",
            "ours=" + measured("one", 20),
            "--measured",
            "ours=" + measured("two", 20),
            "--measured",
            "theirs=" + measured("three", CalibrationFit.FEWEST)),
        err::toString);
    IntervalCalibration written = CalibrationJson.parse(Files.readString(calibration));
    assertTrue(written.isOf(SHA256));
    assertEquals(
        List.of("ours", "theirs"), written.sets().stream().map(CalibrationSet::name).toList());
    assertEquals(
        List.of(40, CalibrationFit.FEWEST),
        written.sets().stream().map(CalibrationSet::subjects).toList());
    JsonNode manifest = new ObjectMapper().readTree(model.resolve("model.json").toFile());
    assertEquals(
        written, CalibrationJson.parse(manifest.path("efCalibration").toString()), "in the model");
    assertEquals(1, manifest.path("classes").asInt(), "what the manifest had before");
    String printed = out.toString();
    assertTrue(printed.contains("before: coverage 100.0 %, width 40.0"), printed);
    assertTrue(printed.contains("severity grades stated with"), printed);
    assertTrue(printed.contains("calibration " + written.id() + " of net 1.0"), printed);
  }

  @Test
  void aSetWithTooFewStudiesIsNamed() throws IOException {
    assertEquals(
        ExitCode.NO_NUMBER,
        calibrate("--model", model.toString(), "--measured", "ours=" + measured("few", 24)));
    assertTrue(err.toString().contains("at least 25 studies"), err.toString());
    assertTrue(err.toString().contains("ours has 24"), err.toString());
    assertFalse(Files.exists(calibration));
  }

  @Test
  void wrongArgumentsAreUsageErrors() throws IOException {
    Path file = measured("ours", 30);
    assertEquals(ExitCode.USAGE, calibrate("--measured", "ours=" + file));
    assertTrue(err.toString().contains("--measured needs --model"), err.toString());
    for (String wrong : List.of(file.toString(), "=" + file)) {
      assertEquals(
          ExitCode.USAGE, calibrate("--model", model.toString(), "--measured", wrong), wrong);
    }
    assertTrue(err.toString().contains("must be NAME=FILE"), err.toString());
    assertEquals(ExitCode.USAGE, calibrate("--model", model.toString()));
    assertTrue(err.toString().contains("No studies are given"), err.toString());
  }

  @Test
  void aFileThatIsNoEvaluationIsRefused() throws IOException {
    Path other = Files.writeString(temporary.resolve("other.json"), "{}");
    Path older =
        Files.writeString(temporary.resolve("older.json"), "{\"studies\": [{\"set\": \"a\"}]}");
    for (Path file : List.of(other, older, temporary.resolve("missing.json"))) {
      assertEquals(
          ExitCode.UNREADABLE,
          calibrate("--model", model.toString(), "--measured", "ours=" + file),
          file::toString);
    }
    assertTrue(err.toString().contains("is not an evaluation-ef.json of EchoMotion"), "" + err);
    assertTrue(err.toString().contains("of this version"), "" + err);
    assertFalse(Files.exists(calibration));
  }
}
