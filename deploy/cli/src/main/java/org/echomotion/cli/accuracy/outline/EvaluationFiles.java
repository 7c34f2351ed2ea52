package org.echomotion.cli.accuracy.outline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code evaluation.json} and {@code evaluation.html}. */
public final class EvaluationFiles {

  private EvaluationFiles() {}

  /**
   * Writes both into {@code folder}, which is created if missing.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(ModelEvaluation evaluation, Path folder) throws IOException {
    Files.createDirectories(folder);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(folder.resolve("evaluation.json").toFile(), evaluation);
    Files.writeString(folder.resolve("evaluation.html"), EvaluationPage.html(evaluation));
  }
}
