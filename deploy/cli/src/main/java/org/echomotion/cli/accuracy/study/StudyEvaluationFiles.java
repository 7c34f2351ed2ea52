package org.echomotion.cli.accuracy.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads and writes {@code evaluation-ef.json}, and writes {@code evaluation-ef.html}. */
public final class StudyEvaluationFiles {

  private static final String STUDIES = "studies";

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new Jdk8Module())
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  private StudyEvaluationFiles() {}

  /**
   * Reads the studies of an {@code evaluation-ef.json}.
   *
   * @throws IOException if it cannot be read, or if it is not such a file
   */
  public static List<EvaluatedStudy> studies(Path file) throws IOException {
    try {
      JsonNode studies = JSON.readTree(file.toFile()).path(STUDIES);
      if (!studies.isArray()) {
        throw new IOException(file + " is not an evaluation-ef.json of EchoMotion.");
      }
      return List.of(JSON.treeToValue(studies, EvaluatedStudy[].class));
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + " is not an evaluation-ef.json of this version: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * Writes both into {@code folder}, which is created if missing.
   *
   * @param reports links to reports beside them, by the study's name
   * @throws IOException if it cannot be written
   */
  public static void write(StudyEvaluation evaluation, Map<String, String> reports, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve("evaluation-ef.json").toFile(), evaluation);
    Files.writeString(
        folder.resolve("evaluation-ef.html"), StudyAccuracyPage.html(evaluation, reports));
  }
}
