package org.echomotion.cli.model;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.serving.InferenceBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures the speed of the network on one core. */
@Command(
    name = "benchmark-model",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Measure the speed of a model on one core, as served and in a bare loop.",
    description = {
      "",
      "Prints frames per second of CPU time of one thread: with the engine of the service, and in",
      "a bare loop over TensorFlow's Session.run. Both alternate in one process, so their ratio is",
      "also valid on a busy machine.",
      ""
    },
    footer = {"", "Example:", "  echomotion benchmark-model"})
public final class BenchmarkModelCommand implements Callable<Integer> {

  private static final String SHIPPED = "echomotionnet-b0";

  @Parameters(
      arity = "0..1",
      paramLabel = "MODEL",
      description = "The model's directory. Default: the shipped model.")
  private Path model;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "16",
      description = "Frames per run. Default: ${DEFAULT-VALUE}")
  private int batch;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "60",
      description = "Runs of each. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    if (batch < 1 || rounds < 1) {
      throw new IllegalArgumentException("--batch and --rounds must be at least 1.");
    }
    InferenceBenchmark.Result result;
    try (ModelRepository.CheckedModel checked = open();
        Progress progress = Progress.onTerminal("Benchmark")) {
      result =
          InferenceBenchmark.run(
              checked, batch, rounds, done -> progress.at(done + " runs", 100.0 * done / rounds));
    }
    PrintWriter print = spec.commandLine().getOut();
    print.printf(
        Locale.ROOT,
        "engine   %7.1f frames/s per core, batch %d%n"
            + "bare     %7.1f frames/s per core%n"
            + "ratio    %7.3f of the bare loop's time, median of %d rounds%n",
        result.engine(),
        result.batch(),
        result.bare(),
        result.ratio(),
        result.rounds());
    print.flush();
    return ExitCode.OK;
  }

  private ModelRepository.CheckedModel open() {
    if (model == null) {
      return new ModelRepository(Optional.empty()).open(SHIPPED);
    }
    Path directory = model.toAbsolutePath().normalize();
    return new ModelRepository(Optional.ofNullable(directory.getParent()))
        .open(directory.getFileName().toString());
  }
}
