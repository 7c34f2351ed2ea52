package org.echomotion.segmentation.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.echomotion.segmentation.evaluation.Evaluation;
import org.echomotion.segmentation.network.AttentionKind;
import org.echomotion.segmentation.network.EncoderConfig;
import org.echomotion.segmentation.network.NetworkConfig;

/**
 * Trains from a shell: {@code --data DIR --out DIR --epochs N} and the options in the usage text.
 */
public final class TrainCommand {

  private static final String USAGE =
      """
      usage: TrainCommand --data PREPARED[,PREPARED] --out DIR --epochs N
        [--encoder b0|b1|b2] [--attention none|se|cbam] [--batch N] [--rate X] [--warm-up EPOCHS]
        [--decay X] [--average X] [--samples N] [--shares camus=0.7,phantom=0.3] [--augment true|false]
        [--seed N] [--threads N] [--validate-every N] [--init CHECKPOINT_PREFIX] [--epochs-this-run N]
      Started again with the same --out, it resumes from the last finished epoch.
      """;

  private TrainCommand() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Map<String, String> options = new HashMap<>();
    for (int i = 0; i + 1 < args.length; i += 2) {
      options.put(args[i], args[i + 1]);
    }
    if (!options.keySet().containsAll(List.of("--data", "--out", "--epochs"))) {
      System.err.print(USAGE);
      System.exit(2);
    }
    Evaluation evaluation =
        Trainer.train(
            config(options),
            Stream.of(options.get("--data").split(",")).map(Path::of).toList(),
            Path.of(options.get("--out")));
    System.out.print(evaluation.table());
  }

  /**
   * @throws IllegalArgumentException for a value that is not understood
   */
  static TrainingConfig config(Map<String, String> options) {
    NetworkConfig network =
        NetworkConfig.of(EncoderConfig.named(options.getOrDefault("--encoder", "b0")))
            .withAttention(
                AttentionKind.valueOf(
                    options.getOrDefault("--attention", "cbam").toUpperCase(Locale.ROOT)));
    TrainingConfig standard =
        TrainingConfig.standard(network, Integer.parseInt(options.get("--epochs")));
    return new TrainingConfig(
        network,
        standard.epochs(),
        whole(options, "--batch", standard.batchSize()),
        number(options, "--rate", standard.learningRate()),
        number(options, "--warm-up", standard.warmUpEpochs()),
        number(options, "--decay", standard.weightDecay()),
        standard.clipNorm(),
        number(options, "--average", standard.averageDecay()),
        whole(options, "--samples", standard.samplesPerEpoch()),
        shares(options.getOrDefault("--shares", "")),
        Boolean.parseBoolean(options.getOrDefault("--augment", "true")),
        whole(options, "--seed", (int) standard.seed()),
        whole(options, "--threads", standard.threads()),
        whole(options, "--validate-every", standard.validateEvery()),
        Optional.ofNullable(options.get("--init")).map(Path::of),
        whole(options, "--epochs-this-run", standard.epochsThisRun()));
  }

  private static int whole(Map<String, String> options, String name, int otherwise) {
    return options.containsKey(name) ? Integer.parseInt(options.get(name)) : otherwise;
  }

  private static double number(Map<String, String> options, String name, double otherwise) {
    return options.containsKey(name) ? Double.parseDouble(options.get(name)) : otherwise;
  }

  private static Map<String, Double> shares(String text) {
    Map<String, Double> shares = new HashMap<>();
    for (String part : text.split(",")) {
      if (!part.isBlank()) {
        String[] pair = part.split("=");
        shares.put(pair[0], Double.parseDouble(pair[1]));
      }
    }
    return shares;
  }
}
