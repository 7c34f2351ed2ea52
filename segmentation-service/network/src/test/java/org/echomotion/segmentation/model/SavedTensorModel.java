package org.echomotion.segmentation.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.tensorflow.Graph;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;

/** Writes a graph as a model directory that can be served. */
final class SavedTensorModel {

  private SavedTensorModel() {}

  /** Variables get their first values. Returns {@code repository/name}. */
  static Path write(
      Graph graph,
      Signature signature,
      Path repository,
      String name,
      String version,
      List<Integer> inputShape)
      throws IOException {
    Path directory = Files.createDirectories(repository.resolve(name));
    try (Session session = new Session(graph)) {
      session.initialize();
      SavedModelBundle.exporter(directory.toString())
          .withSession(session)
          .withSignatures(signature)
          .export();
    }
    new ObjectMapper()
        .writeValue(
            directory.resolve("model.json").toFile(),
            Map.of(
                "name",
                name,
                "version",
                version,
                "sha256",
                ModelFingerprint.of(directory),
                "inputShape",
                inputShape,
                "preprocessingVersion",
                "v1",
                "licence",
                "Apache-2.0"));
    return directory;
  }
}
