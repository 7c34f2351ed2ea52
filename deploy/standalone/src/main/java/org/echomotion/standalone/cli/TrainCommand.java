package org.echomotion.standalone.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Trains the network; the options are the trainer's own. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Train the network on a prepared set.",
    description = {
      "",
      "Options: --data PREPARED --out DIR --epochs N",
      "  [--encoder b0|b1|b2] [--attention none|se|cbam] [--batch N] [--rate X] [--warm-up EPOCHS]",
      "  [--decay X] [--average X] [--samples N] [--shares camus=0.7,phantom=0.3]",
      "  [--augment true|false] [--seed N] [--threads N] [--validate-every N]",
      "  [--init CHECKPOINT_PREFIX] [--epochs-this-run N]",
      "Started again with the same --out, it goes on after the last finished epoch.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion prepare phantom phantoms --out prepared",
      "  echomotion train --data prepared --out trained --epochs 20"
    })
final class TrainCommand implements Callable<Integer> {

  @Parameters(hidden = true)
  private List<String> options = List.of();

  @Override
  public Integer call() throws Exception {
    org.echomotion.segmentation.training.TrainCommand.main(options.toArray(String[]::new));
    return ExitCode.OK;
  }
}
