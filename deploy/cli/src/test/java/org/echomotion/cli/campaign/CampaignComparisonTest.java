package org.echomotion.cli.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.echomotion.activelearning.queue.Strategy;
import org.echomotion.cli.campaign.CampaignScores.Score;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignComparisonTest {

  @TempDir Path folder;

  @Test
  void comparesTheAreaUnderTheCurves() {
    String[] lines = new CampaignComparison(scores()).table().split("\\R");
    // Trapezoids of 0.8, 0.9, 0.9 and of 0.8, 0.85, 0.9; patients differ, differences do not.
    assertEquals(3, lines.length);
    assertTrue(lines[1].startsWith("FULL                0.8000  0.9000  0.8750 ("), lines[1]);
    assertTrue(lines[1].contains("+0.0250 (+0.0250 to +0.0250)"), lines[1]);
    assertTrue(lines[1].endsWith("+0.0250 +0.0250"), lines[1]);
    assertTrue(lines[2].startsWith("STRATIFIED_RANDOM   0.8000  0.9000  0.8500 ("), lines[2]);
  }

  @Test
  void drawsTheCurves() throws IOException {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(new CampaignComparison(scores()).curves()));
    assertEquals(720, image.getWidth());
  }

  @Test
  void aStoppedRunKeepsItsScores() throws IOException {
    CampaignScores.in(folder, "rounds: 2").add(scores());
    CampaignScores again = CampaignScores.in(folder, "rounds: 2");
    assertEquals(scores(), again.all());
    assertTrue(again.has(Strategy.FULL, 2));
    assertTrue(!again.has(Strategy.FULL, 3));
    assertTrue(!again.has(Strategy.ENTROPY, 1));
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> CampaignScores.in(folder, "rounds: 3"));
    assertTrue(refusal.getMessage().contains("other settings"), refusal.getMessage());
  }

  /** Two strategies, two seeds, two patients. */
  private static List<Score> scores() {
    List<Score> scores = new ArrayList<>();
    for (long seed = 1; seed <= 2; seed++) {
      for (double patient : new double[] {-0.05, 0.05}) {
        add(scores, Strategy.FULL, seed, patient, 0.8, 0.9, 0.9);
        add(scores, Strategy.STRATIFIED_RANDOM, seed, patient, 0.8, 0.85, 0.9);
      }
    }
    return scores;
  }

  private static void add(
      List<Score> scores, Strategy strategy, long seed, double patient, double... dice) {
    for (int round = 0; round < dice.length; round++) {
      scores.add(
          new Score(
              strategy,
              seed,
              round,
              6 * round,
              2 * round,
              patient < 0 ? "first" : "second",
              dice[round] + patient));
    }
  }
}
