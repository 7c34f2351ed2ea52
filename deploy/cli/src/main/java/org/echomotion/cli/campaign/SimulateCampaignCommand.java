package org.echomotion.cli.campaign;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.echomotion.activelearning.queue.Strategy;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.cli.terminal.Version;
import org.echomotion.segmentation.training.configuration.Composition;
import org.echomotion.segmentation.training.configuration.TrainingConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Simulates annotation campaigns on labelled stills. */
@Command(
    name = "simulate-campaign",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Compare strategies of choosing frames on a labelled set.",
    description = {
      "",
      "Annotates cines of some patients in rounds, with the set's own labels as answers, and scores",
      "the network on stills of other patients after every round. Both come from the training part",
      "of the set. Every strategy opens the same number of cines and gets the same number of frames.",
      "Writes scores.csv and curves.png, and prints a table. A stopped run continues after the last",
      "finished campaign when it is started again.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  echomotion simulate-campaign camus --init models/echomotionnet-b0-phantom --out campaign"
    })
public final class SimulateCampaignCommand implements Callable<Integer> {

  /** A short training from given weights. */
  private static final List<String> TRAINING =
      List.of(
          "model=b0-cbam",
          "optim=quick",
          "optim.epochs=1",
          "optim.rate=5e-4",
          "optim.average=0.9",
          "augment=light",
          "data.samples=640");

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "Labelled images with an index.csv, as in 'prepare images'.")
  private Path stills;

  @Parameters(
      index = "1..*",
      paramLabel = "KEY=VALUE",
      description = "Settings of the trainings, as in 'train'.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--init",
      paramLabel = "MODEL",
      description = {
        "Weights to start from: a run, a model directory or a checkpoint. Default: random weights"
      })
  private Path init;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where to write.")
  private Path out;

  @Option(
      names = "--strategies",
      split = ",",
      paramLabel = "STRATEGY",
      defaultValue = "STRATIFIED_RANDOM,ENTROPY,FULL",
      description = "Strategies to compare: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
  private List<Strategy> strategies;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "5",
      description = "Number of rounds. Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--clips",
      paramLabel = "N",
      defaultValue = "6",
      description = "Cines that are opened in each round. Default: ${DEFAULT-VALUE}")
  private int clips;

  @Option(
      names = "--frames",
      paramLabel = "N",
      defaultValue = "3",
      description = "Frames that are outlined in each cine. Default: ${DEFAULT-VALUE}")
  private int frames;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "3",
      description = "Repetitions with another seed. Default: ${DEFAULT-VALUE}")
  private int seeds;

  @Option(
      names = "--pool",
      paramLabel = "N",
      defaultValue = "30",
      description = "Patients whose cines can be annotated. Default: ${DEFAULT-VALUE}")
  private int poolPatients;

  @Option(
      names = "--scored",
      paramLabel = "N",
      defaultValue = "60",
      description = "Other patients, whose stills are scored. Default: ${DEFAULT-VALUE}")
  private int scoredPatients;

  @Spec private CommandSpec spec;

  private record Campaign(Strategy strategy, long seed) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> settings = new ArrayList<>(TRAINING);
    settings.addAll(words);
    if (init != null) {
      settings.add("init=" + init);
    }
    TrainingConfig config = Composition.of(settings);
    Files.createDirectories(out);
    CampaignScores scores = CampaignScores.in(out, rules(config));
    List<Campaign> left = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      for (Strategy strategy : strategies) {
        if (!scores.has(strategy, seed)) {
          left.add(new Campaign(strategy, seed));
        }
      }
    }
    if (!left.isEmpty()) {
      simulate(left, config, scores);
    }
    CampaignComparison comparison = new CampaignComparison(scores.all());
    Files.write(out.resolve("curves.png"), comparison.curves());
    PrintWriter print = spec.commandLine().getOut();
    print.print(comparison.table());
    print.flush();
    return ExitCode.OK;
  }

  private void simulate(List<Campaign> left, TrainingConfig config, CampaignScores scores)
      throws IOException, InterruptedException {
    try (Progress progress = Progress.onTerminal("Campaign")) {
      Pool pool =
          Pool.of(stills, poolPatients, scoredPatients, percent -> progress.at("reading", percent));
      try (CampaignSimulation simulation =
          new CampaignSimulation(pool, new FrameBudget(clips, frames), rounds, config)) {
        for (int i = 0; i < left.size(); i++) {
          Campaign campaign = left.get(i);
          int finished = i;
          scores.add(
              simulation.run(
                  campaign.strategy(),
                  campaign.seed(),
                  round ->
                      progress.at(
                          campaign.strategy() + " " + round,
                          100.0 * (finished + (round + 1.0) / (rounds + 1)) / left.size())));
        }
      }
    }
  }

  /** Everything that scores depend on, besides strategy and seed. */
  private String rules(TrainingConfig config) {
    return "data: %s%npool: %d%nscored: %d%nrounds: %d%nclips: %d%nframes: %d%n%s"
        .formatted(
            stills.toAbsolutePath().normalize().getFileName(),
            poolPatients,
            scoredPatients,
            rounds,
            clips,
            frames,
            Composition.yaml(config));
  }
}
