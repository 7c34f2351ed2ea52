package org.echomotion.standalone.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores a model's masks against a prepared set's. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Score a model's masks on a prepared set.",
    footer = {
      "",
      "Example:",
      "  echomotion evaluate segmentation-service/src/main/resources/models/echomotionnet-b0 prepared"
    })
final class EvaluateCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "MODEL", description = "A model's directory.")
  private Path model;

  @Parameters(index = "1", paramLabel = "PREPARED", description = "A prepared set.")
  private Path prepared;

  @Option(
      names = "--split",
      paramLabel = "train|valid|test",
      defaultValue = "valid",
      description = "Which part of it. Default: ${DEFAULT-VALUE}")
  private String split;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    print.print(
        org.echomotion.segmentation.evaluation.EvaluateCommand.evaluate(model, prepared, split)
            .table());
    print.flush();
    return ExitCode.OK;
  }
}
