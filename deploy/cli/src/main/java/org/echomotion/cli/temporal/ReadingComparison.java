package org.echomotion.cli.temporal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.model.TensorModel;
import org.echomotion.segmentation.training.temporal.NoiseMeasurement;
import org.echomotion.segmentation.training.temporal.SegmentationNoise;
import org.echomotion.segmentation.training.temporal.SequenceFile;
import org.echomotion.segmentation.training.temporal.TemporalSequence;

/**
 * Compares methods to find beats on the same clips: on raw volumes, after the filter of the
 * pipeline, and after correction by temporal models.
 */
public final class ReadingComparison implements AutoCloseable {

  private final Map<String, TensorModel> models = new LinkedHashMap<>();

  /**
   * Loads the models.
   *
   * @param directories of the models that are compared
   */
  public ReadingComparison(List<Path> directories) {
    for (Path directory : directories) {
      Path model = directory.toAbsolutePath().normalize();
      try (ModelRepository.CheckedModel checked =
          new ModelRepository(Optional.ofNullable(model.getParent()))
              .openAny(model.getFileName().toString())) {
        models.put(checked.manifest().name(), TensorModel.load(checked));
      }
    }
  }

  /**
   * Returns a table of all methods on the sequences of a file.
   *
   * @param measured file of outlined sequences; errors like theirs are added to the true sequences.
   *     Empty: the outlined sequences are used
   * @param seed seed of these errors
   * @return the table as Markdown
   */
  public String table(Path file, Optional<Path> measured, long seed) throws IOException {
    List<TemporalSequence> sequences = new ArrayList<>();
    if (measured.isEmpty()) {
      SequenceFile.read(file).stream().filter(TemporalSequence::segmented).forEach(sequences::add);
    } else {
      SegmentationNoise noise = NoiseMeasurement.of(SequenceFile.read(measured.get())).noise();
      Random random = new Random(seed);
      SequenceFile.read(file).stream()
          .filter(TemporalSequence::known)
          .forEach(s -> sequences.add(noise.on(s, random)));
    }
    StringBuilder table = new StringBuilder(ReadingScores.Figures.HEADER).append('\n');
    ways()
        .forEach(
            (name, way) -> {
              ReadingScores scores = new ReadingScores();
              sequences.forEach(s -> scores.add(s, way.apply(s)));
              table.append(scores.figures().row(name)).append('\n');
            });
    return table.toString();
  }

  private Map<String, Function<TemporalSequence, CurveReading>> ways() {
    Map<String, Function<TemporalSequence, CurveReading>> ways = new LinkedHashMap<>();
    ways.put("none", CurveReading::unfiltered);
    ways.put("Savitzky-Golay", CurveReading::filtered);
    models.forEach(
        (name, model) -> {
          ways.put(
              name + ", phases alone",
              s -> CurveReading.learned(s, new CurveReading.Learned(model, false, true)));
          ways.put(
              name + ", disks alone",
              s -> CurveReading.learned(s, new CurveReading.Learned(model, true, false)));
          ways.put(name, s -> CurveReading.learned(s, new CurveReading.Learned(model, true, true)));
        });
    return ways;
  }

  @Override
  public void close() {
    models.values().forEach(TensorModel::close);
  }
}
