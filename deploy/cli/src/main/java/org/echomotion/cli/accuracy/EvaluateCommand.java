package org.echomotion.cli.accuracy;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.echomotion.cli.accuracy.outline.EvaluatedModel;
import org.echomotion.cli.accuracy.outline.EvaluationFiles;
import org.echomotion.cli.accuracy.outline.ModelEvaluation;
import org.echomotion.cli.accuracy.outline.OutlineTables;
import org.echomotion.cli.accuracy.outline.PreparedData;
import org.echomotion.cli.accuracy.page.Table;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.segmentation.training.export.CalibratedCopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Evaluates a model on labelled data. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header =
        "Evaluate a model on labelled data: outlines, ejection fraction, flicker, calibration.",
    description = {
      "",
      "Prints tables with 95 %% intervals, and with --out writes evaluation.json and evaluation.html.",
      "Raw data is first prepared into a temporary folder.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion evaluate segmentation-service/network/src/main/resources/models/echomotionnet-b0 \\",
      "    --data prepared --out evaluation"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the model was evaluated",
      "2:the command line is wrong",
      "3:the model or the data cannot be read, or the split is empty"
    })
public final class EvaluateCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "MODEL", description = "The model's directory.")
  private Path model;

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "Labelled data.")
  private Path data;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description = {
        "prepared, or a layout of 'echomotion prepare'. Default: detected from the files."
      })
  private String layout;

  @Option(
      names = "--split",
      paramLabel = "train|valid|test|all",
      defaultValue = "valid",
      description = "The part of the data. Default: ${DEFAULT-VALUE}")
  private String split;

  @Option(
      names = "--reference",
      paramLabel = "CSV",
      description = {
        "Ejection fractions by subject: a column subject, patient or FileName and a column",
        "ef_biplane or EF. Default: the data's own table, if it has these columns."
      })
  private Path reference;

  @Option(names = "--out", paramLabel = "DIR", description = "Where to write the files.")
  private Path out;

  @Option(
      names = "--calibrate",
      paramLabel = "DIR",
      description = {
        "Copy the model to DIR, with the temperature of the probabilities that fits these frames",
        "best. The outlines do not change."
      })
  private Path calibrate;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter print = spec.commandLine().getOut();
    try {
      ModelEvaluation evaluation = evaluate();
      print(evaluation, print);
      if (out != null) {
        EvaluationFiles.write(evaluation, out);
        print.println("Wrote " + out.resolve("evaluation.html") + " and evaluation.json.");
      }
      if (calibrate != null) {
        CalibratedCopy.write(model, calibrate, evaluation.calibration());
        print.printf(
            Locale.ROOT,
            "Wrote %s with temperature %.3f.%n",
            calibrate,
            evaluation.calibration().temperature());
      }
    } finally {
      print.flush();
    }
    return ExitCode.OK;
  }

  private ModelEvaluation evaluate() throws IOException {
    // Preparation can take long, so a broken model is reported first.
    EvaluatedModel.read(model);
    String read = layout == null ? PreparedData.layoutOf(data) : layout.toLowerCase(Locale.ROOT);
    PreparedData prepared;
    try (Progress progress = Progress.onTerminal("Prepare")) {
      prepared =
          PreparedData.open(
              data,
              read,
              Optional.ofNullable(reference),
              (done, of) -> progress.at(done + " of " + of, 100.0 * done / Math.max(1, of)));
    }
    try (prepared;
        Progress progress = Progress.onTerminal("Evaluate")) {
      return ModelEvaluation.of(
          model,
          prepared,
          split,
          (done, of) -> progress.at(done + " of " + of, 100.0 * done / Math.max(1, of)));
    }
  }

  private static void print(ModelEvaluation evaluation, PrintWriter print) {
    for (Table table :
        List.of(
            OutlineTables.scores(evaluation.scores()),
            OutlineTables.ejectionFractions(evaluation.ejectionFraction()),
            OutlineTables.flicker(evaluation.flicker()),
            OutlineTables.calibration(evaluation))) {
      if (!table.isEmpty()) {
        print.println(table.text());
      }
    }
  }
}
