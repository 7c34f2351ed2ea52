package org.echomotion.cli.accuracy.study;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes {@code evaluation-ef.json} and {@code evaluation-ef.html}. */
public final class StudyEvaluationFiles {

  private StudyEvaluationFiles() {}

  /**
   * Writes both into {@code folder}, which is created if missing.
   *
   * @param reports links to reports beside them, by the study's name
   * @throws IOException if it cannot be written
   */
  public static void write(StudyEvaluation evaluation, Map<String, String> reports, Path folder)
      throws IOException {
    Files.createDirectories(folder);
    new ObjectMapper()
        .registerModule(new Jdk8Module())
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(folder.resolve("evaluation-ef.json").toFile(), evaluation);
    Files.writeString(
        folder.resolve("evaluation-ef.html"), StudyAccuracyPage.html(evaluation, reports));
  }
}
