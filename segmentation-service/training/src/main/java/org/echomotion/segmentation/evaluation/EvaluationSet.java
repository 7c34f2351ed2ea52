package org.echomotion.segmentation.evaluation;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.dataset.PreparedFrame;

/**
 * One split of a prepared directory.
 *
 * @param frames labelled frames, in the order of the index
 * @param preprocessing version of the preprocessing
 */
public record EvaluationSet(List<EvaluationFrame> frames, String preprocessing) {

  /** Every split. */
  public static final String ALL = "all";

  private static final Pattern NUMBER = Pattern.compile("_(\\d+)\\.png$");

  public EvaluationSet {
    frames = List.copyOf(frames);
  }

  /**
   * Reads the labelled frames of {@code split}.
   *
   * @param split train, valid, test or {@value #ALL}
   * @throws IOException for the reasons in {@link PreparedDataset#read(Path)}
   */
  public static EvaluationSet read(Path directory, String split) throws IOException {
    PreparedDataset dataset = PreparedDataset.read(directory);
    List<EvaluationFrame> frames = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(directory.resolve("index.csv"))) {
      int i = 0;
      for (NamedCsvRecord row : rows) {
        if (row.getField("mask").isBlank()) {
          continue;
        }
        PreparedFrame labelled = dataset.frames().get(i++);
        if (split.equals(ALL) || labelled.split().equals(split)) {
          frames.add(new EvaluationFrame(labelled, number(row.getField("image"))));
        }
      }
    }
    return new EvaluationSet(frames, dataset.preprocessing());
  }

  /** The labelled frames, in order. */
  public List<PreparedFrame> labelled() {
    return frames.stream().map(EvaluationFrame::labelled).toList();
  }

  private static OptionalInt number(String image) {
    Matcher matcher = NUMBER.matcher(image);
    return matcher.find()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
