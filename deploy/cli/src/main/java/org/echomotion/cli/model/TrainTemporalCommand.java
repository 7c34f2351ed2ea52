package org.echomotion.cli.model;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.segmentation.network.temporal.TemporalConfig;
import org.echomotion.segmentation.training.temporal.NoiseMeasurement;
import org.echomotion.segmentation.training.temporal.SequenceFile;
import org.echomotion.segmentation.training.temporal.TemporalTrainer;
import org.echomotion.segmentation.training.temporal.TemporalTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a temporal model. */
@Command(
    name = "train-temporal",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Train a temporal model on sequences of disks.",
    description = {
      "",
      "Outlined sequences contain the errors of the segmentation network. True sequences without",
      "outlines get errors like those in --measured. A stopped run continues after its last finished",
      "epoch when it is started again with the same options. The model is written to OUT/model.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion train-temporal --network transformer --sequences train.csv.gz \\",
      "      --measured measured.csv.gz --out trained"
    })
public final class TrainTemporalCommand implements Callable<Integer> {

  @Option(
      names = "--network",
      paramLabel = "transformer|bilstm",
      defaultValue = "TRANSFORMER",
      description = "Type of the network. Default: transformer")
  private TemporalConfig.Kind network;

  @Option(
      names = "--width",
      paramLabel = "N",
      defaultValue = "32",
      description = "Channels, a multiple of 4. Default: ${DEFAULT-VALUE}")
  private int width;

  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Number of layers. Default: ${DEFAULT-VALUE}")
  private int layers;

  @Option(
      names = "--sequences",
      required = true,
      split = ",",
      paramLabel = "FILE",
      description = "Files of 'echomotion temporal-data' with known truth.")
  private List<Path> sequences;

  @Option(
      names = "--measured",
      required = true,
      paramLabel = "FILE",
      description = "File of 'echomotion temporal-data --model' made from phantoms.")
  private Path measured;

  @Option(names = "--out", required = true, paramLabel = "RUN", description = "Folder of the run.")
  private Path out;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      defaultValue = "10",
      description = "Number of epochs. Default: ${DEFAULT-VALUE}")
  private int epochs;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "100",
      description = "Steps per epoch. Default: ${DEFAULT-VALUE}")
  private int steps;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      description = "Windows per step. Default: ${DEFAULT-VALUE}")
  private int batch;

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      defaultValue = "0.002",
      description = "Peak learning rate. Default: ${DEFAULT-VALUE}")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all random choices. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    TemporalTraining training =
        new TemporalTraining(
            new TemporalConfig(network, width, layers),
            sequences,
            measured,
            out,
            epochs,
            steps,
            batch,
            rate,
            seed);
    print.println(NoiseMeasurement.of(SequenceFile.read(measured)));
    print.flush();
    Path model;
    try (Progress progress = Progress.onTerminal("Train")) {
      model =
          TemporalTrainer.train(
              training,
              (done, of, line) -> {
                progress.at(line, 100.0 * done / of);
                print.println(line);
                print.flush();
              });
    }
    print.println("Wrote " + model);
    print.flush();
    return ExitCode.OK;
  }
}
