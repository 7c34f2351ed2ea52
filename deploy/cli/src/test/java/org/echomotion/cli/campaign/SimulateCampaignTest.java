package org.echomotion.cli.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.activelearning.queue.Strategy;
import org.echomotion.cli.LabelledStills;
import org.echomotion.cli.campaign.CampaignScores.Score;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.segmentation.dataset.PreparedFrame;
import org.echomotion.segmentation.training.configuration.Composition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small campaign on phantoms, with a tiny network. */
class SimulateCampaignTest {

  @TempDir Path phantoms;
  @TempDir Path stills;

  @Test
  void annotatesTrainsAndScoresInRounds() throws Exception {
    LabelledStills.write(3, Split.TRAIN, phantoms, stills);
    assertThrows(IllegalArgumentException.class, () -> Pool.of(stills, 2, 2, percent -> {}));
    Pool pool = Pool.of(stills, 2, 1, percent -> {});
    assertEquals(1, pool.scored().stream().map(PreparedFrame::subject).distinct().count());
    assertTrue(
        pool.clips().stream()
            .noneMatch(clip -> clip.subject().equals(pool.scored().get(0).subject())));

    List<Score> once = campaign(pool);
    assertEquals(List.of(0, 3, 6), once.stream().map(Score::frames).toList());
    assertEquals(List.of(0, 1, 2), once.stream().map(Score::clips).toList());
    assertTrue(once.get(0).dice() != once.get(2).dice(), "nothing was learnt");
    assertEquals(once, campaign(pool));
  }

  private static List<Score> campaign(Pool pool) throws IOException, InterruptedException {
    List<Integer> rounds = new ArrayList<>();
    try (CampaignSimulation simulation =
        new CampaignSimulation(
            pool,
            new FrameBudget(1, 3),
            2,
            Composition.of(
                List.of(
                    "model=tiny",
                    "optim=quick",
                    "optim.epochs=1",
                    "optim.average=0.5",
                    "augment=light",
                    "data.samples=16",
                    "threads=1")))) {
      List<Score> scores = simulation.run(Strategy.STRATIFIED_RANDOM, 1, rounds::add);
      assertEquals(List.of(0, 1, 2), rounds);
      return scores;
    }
  }
}
