package org.echomotion.cli.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Version;
import org.echomotion.ingest.dataset.table.ReferenceTable;
import org.echomotion.segmentation.training.views.ViewsSettings;
import org.echomotion.segmentation.training.views.ViewsTraining;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains the view classifier, and the second opinion on the ejection fraction of two views. */
@Command(
    name = "train-views",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Train the view classifier and the second opinion on two views.",
    description = {
      "",
      "Both use the encoder of a trained model, which does not change. Subjects need ED and ES frames",
      "of both views and an ejection fraction. Subjects of the valid split are used for evaluation",
      "only. Writes the model directories OUT/echomotion-view and OUT/echomotion-study.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion train-views --data camus,phantom-a4c+phantom-a2c \\",
      "      --truth camus/index.csv,phantom-a4c/Truth.csv \\",
      "      --encoder models/echomotionnet-b0 --out views"
    })
public final class TrainViewsCommand implements Callable<Integer> {

  @Option(
      names = "--data",
      required = true,
      split = ",",
      paramLabel = "DIR[+DIR]",
      description = "Prepared sets. Sets joined with + have the same subjects.")
  private List<String> data;

  @Option(
      names = "--truth",
      required = true,
      split = ",",
      paramLabel = "CSV",
      description =
          "Table of ejection fractions per set, with a column subject, patient or FileName and a"
              + " column ef_biplane or EF.")
  private List<Path> truths;

  @Option(
      names = "--encoder",
      required = true,
      paramLabel = "DIR",
      description = "Directory of the model with the encoder.")
  private Path encoder;

  @Option(
      names = "--encoder-shape",
      paramLabel = "NAME",
      defaultValue = "b0",
      description = "Shape of the encoder: b0, b1, b2 or tiny. Default: ${DEFAULT-VALUE}.")
  private String shape;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out;

  @Option(
      names = "--variants",
      paramLabel = "N",
      defaultValue = "3",
      description = "Augmented copies of each study. Default: ${DEFAULT-VALUE}.")
  private int variants;

  @Option(
      names = "--held-out",
      paramLabel = "0..0.5",
      defaultValue = "0.1",
      description =
          "Share of subjects of the train split that are used for evaluation only. Default:"
              + " ${DEFAULT-VALUE}.")
  private double heldOut;

  @Option(
      names = "--view-steps",
      paramLabel = "N",
      defaultValue = "900",
      description = "Training steps of the view classifier. Default: ${DEFAULT-VALUE}.")
  private int viewSteps;

  @Option(
      names = "--study-steps",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Training steps of the second opinion. Default: ${DEFAULT-VALUE}.")
  private int studySteps;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "2",
      description = "Number of threads. Default: ${DEFAULT-VALUE}.")
  private int threads;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of all random choices. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws Exception {
    List<List<Path>> sets =
        data.stream().map(set -> Arrays.stream(set.split("\\+")).map(Path::of).toList()).toList();
    List<Map<String, Double>> percent = new ArrayList<>();
    for (Path table : truths) {
      percent.add(ReferenceTable.require(table).percent());
    }
    ViewsTraining.run(
        new ViewsSettings(
            sets,
            percent,
            encoder,
            shape,
            out,
            variants,
            heldOut,
            viewSteps,
            studySteps,
            threads,
            seed),
        System.out);
    return ExitCode.OK;
  }
}
