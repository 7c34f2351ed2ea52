package org.echomotion.segmentation.training.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.echomotion.segmentation.evaluation.Calibration;
import org.echomotion.segmentation.model.SavedModelTemperature;

/** Copies a model's directory and gives the copy a temperature, without new training. */
public final class CalibratedCopy {

  private static final String MANIFEST = "model.json";

  private CalibratedCopy() {}

  /**
   * Copies {@code model} to {@code copy}. The copy's graph divides logits by the calibration's
   * temperature. Its model.json has the calibration and the SHA-256 of the copy's files.
   *
   * @throws FileAlreadyExistsException if {@code copy} exists
   * @throws IOException if the model cannot be read or the copy cannot be written
   */
  public static void write(Path model, Path copy, Calibration calibration) throws IOException {
    if (Files.exists(copy)) {
      throw new FileAlreadyExistsException(
          copy.toString(), null, "the calibrated copy needs a new directory");
    }
    List<Path> files;
    try (Stream<Path> walk = Files.walk(model)) {
      files = walk.toList();
    }
    for (Path file : files) {
      Path target = copy.resolve(model.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    }
    SavedModelTemperature.set(copy, (float) calibration.temperature());
    ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode manifest = (ObjectNode) mapper.readTree(model.resolve(MANIFEST).toFile());
    manifest.put("sha256", ModelDirectory.sha256(copy));
    manifest.set("calibration", mapper.valueToTree(calibration));
    mapper.writeValue(copy.resolve(MANIFEST).toFile(), manifest);
  }
}
