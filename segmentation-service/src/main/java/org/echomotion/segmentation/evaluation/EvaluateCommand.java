package org.echomotion.segmentation.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import org.echomotion.segmentation.dataset.PreparedDataset;
import org.echomotion.segmentation.network.SavedModelSegmenter;

/** Scores a saved model on a split of a prepared directory: {@code MODEL PREPARED SPLIT [JSON]}. */
public final class EvaluateCommand {

  private static final int BATCH = 16;
  private static final int THREADS = 2;

  private EvaluateCommand() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 3) {
      System.err.println("usage: EvaluateCommand MODEL_DIRECTORY PREPARED_DIRECTORY SPLIT [JSON]");
      System.exit(2);
    }
    Evaluation evaluation = evaluate(Path.of(args[0]), Path.of(args[1]), args[2]);
    System.out.print(evaluation.table());
    if (args.length > 3) {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(Path.of(args[3]).toFile(), evaluation);
    }
  }

  /**
   * @param model directory with {@code saved_model.pb}
   * @param prepared directory with {@code index.csv}
   * @param split train, valid or test
   */
  public static Evaluation evaluate(Path model, Path prepared, String split) throws IOException {
    PreparedDataset dataset = PreparedDataset.read(prepared);
    try (SavedModelSegmenter segmenter = new SavedModelSegmenter(model, BATCH, THREADS)) {
      return Evaluation.of(segmenter, dataset.split(split));
    }
  }
}
