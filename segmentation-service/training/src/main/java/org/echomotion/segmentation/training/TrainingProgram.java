package org.echomotion.segmentation.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.segmentation.training.configuration.Composition;
import org.echomotion.segmentation.training.configuration.ConfigurationHelp;
import org.echomotion.segmentation.training.configuration.TrainingConfig;
import org.echomotion.segmentation.training.run.Throughput;

/**
 * The trainer as a separate program, for a shell or a Kubernetes Job. Its arguments are {@code
 * key=value} and the flags in the usage text.
 *
 * <p>It is the main class of the module's jar, which expects its libraries in {@code lib/} beside
 * the jar. {@code mvn package dependency:copy-dependencies -DincludeScope=runtime
 * -DoutputDirectory=lib} collects them; then {@code java -jar training.jar data.path=...} runs it.
 */
public final class TrainingProgram {

  private static final String USAGE =
      """
      usage: train data.path=PREPARED[,PREPARED] out=RUN [group=option] [group.key=value] ...
        --print-config, --cfg  print the resolved configuration and exit
        --throughput           print images/s of this network and augmentation, and exit
        --help                 print this help
      Run it again with the same arguments to continue after the last finished epoch.
      MLFLOW_TRACKING_URI names a server that tracks the run; a copy is in mlruns beside RUN.

      """;

  private TrainingProgram() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      run(List.of(args));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /**
   * Runs one command line.
   *
   * @throws IllegalArgumentException for an unknown argument; the message names it
   */
  public static void run(List<String> words) throws IOException, InterruptedException {
    List<String> keys = new ArrayList<>(words);
    if (keys.isEmpty() || keys.contains("--help") || keys.contains("-h")) {
      System.out.print(usage());
      return;
    }
    boolean print = keys.removeAll(List.of("--print-config", "--cfg"));
    boolean throughput = keys.remove("--throughput");
    TrainingConfig config = Composition.of(keys);
    if (print) {
      System.out.print(Composition.yaml(config));
    } else if (throughput) {
      System.out.print(Throughput.measure(config).table());
    } else {
      System.out.print(Trainer.train(config).table());
    }
  }

  static String usage() {
    return USAGE + ConfigurationHelp.text();
  }
}
