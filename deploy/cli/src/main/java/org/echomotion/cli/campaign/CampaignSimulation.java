package org.echomotion.cli.campaign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.echomotion.activelearning.queue.Strategy;
import org.echomotion.activelearning.selection.VentricleShape;
import org.echomotion.cli.campaign.CampaignScores.Score;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.evaluation.FrameScore;
import org.echomotion.segmentation.evaluation.Predictions;
import org.echomotion.segmentation.model.FrameSegmenter;
import org.echomotion.segmentation.network.InferenceGraph;
import org.echomotion.segmentation.training.FineTuning;
import org.echomotion.segmentation.training.configuration.TrainingConfig;

/**
 * Annotates a pool in rounds. In each round, the network of the round before outlines and measures
 * all cines that were not opened, a strategy chooses frames, the simulated reader answers with
 * their labels, and the network is trained from its first weights on all answers so far.
 */
final class CampaignSimulation implements AutoCloseable {

  private static final int BATCH = 16;

  private final Pool pool;
  private final FrameBudget budget;
  private final int rounds;
  private final TrainingConfig config;
  private final FineTuning training;
  private final PoolEvidence evidence = new PoolEvidence();
  private final Path checkpoints;

  /**
   * @param budget of one round
   * @param config of every training, with the weights to start from
   */
  CampaignSimulation(Pool pool, FrameBudget budget, int rounds, TrainingConfig config)
      throws IOException {
    this.pool = pool;
    this.budget = budget;
    this.rounds = rounds;
    this.config = config;
    training = new FineTuning(config);
    checkpoints = Files.createTempDirectory("echomotion-campaign");
  }

  /** Receives the progress. */
  interface Listener {

    /** Called after each round. */
    void finished(int round);
  }

  /**
   * Simulates one campaign.
   *
   * @param seed of the choices and of the trainings. Strategies with the same seed are compared in
   *     pairs
   * @return the scores of every patient after every round, and before the first
   */
  List<Score> run(Strategy strategy, long seed, Listener listener)
      throws IOException, InterruptedException {
    Path checkpoint = checkpoints.resolve("weights");
    training.writeStart(checkpoint);
    Random random = new Random(seed);
    Set<PoolClip> opened = new HashSet<>();
    List<PreparedFrame> annotated = new ArrayList<>();
    List<VentricleShape> shapes = new ArrayList<>();
    List<Score> scores = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      if (round > 0) {
        training.train(annotated, seed * 1000 + round, checkpoint);
      }
      try (InferenceGraph network =
          new InferenceGraph(config.network(), checkpoint, config.threads())) {
        FrameSegmenter segmenter = network.segmenter(BATCH);
        for (Map.Entry<String, Double> patient : byPatient(segmenter).entrySet()) {
          scores.add(
              new Score(
                  strategy,
                  seed,
                  round,
                  annotated.size(),
                  opened.size(),
                  patient.getKey(),
                  patient.getValue()));
        }
        if (round < rounds) {
          List<PoolClip> closed =
              pool.clips().stream().filter(clip -> !opened.contains(clip)).toList();
          for (FrameBudget.Opened answer :
              budget.spend(strategy, evidence.of(closed, segmenter), shapes, random)) {
            opened.add(answer.clip());
            annotated.addAll(answer.frames());
            shapes.addAll(answer.shapes());
          }
        }
      }
      listener.finished(round);
    }
    return scores;
  }

  private Map<String, Double> byPatient(FrameSegmenter segmenter) {
    List<FrameScore> scores = new ArrayList<>();
    Predictions.visit(
        segmenter,
        pool.scored(),
        (i, frame, probabilities) -> scores.add(FrameScore.of(frame, probabilities)));
    return scores.stream()
        .collect(
            Collectors.groupingBy(
                FrameScore::subject, TreeMap::new, Collectors.averagingDouble(FrameScore::dice)));
  }

  @Override
  public void close() throws IOException {
    training.close();
    try (var files = Files.list(checkpoints)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(checkpoints);
  }
}
