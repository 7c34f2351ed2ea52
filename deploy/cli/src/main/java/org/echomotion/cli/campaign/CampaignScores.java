package org.echomotion.cli.campaign;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.activelearning.queue.Strategy;

/** The scores of a simulated campaign, kept in a table so that a stopped one can continue. */
final class CampaignScores {

  private static final String[] HEADER = {
    "strategy", "seed", "round", "frames", "clips", "patient", "dice"
  };

  /**
   * Mean Dice of one patient's stills after one round.
   *
   * @param round from 0, which is before the first round
   * @param frames number of frames that were annotated so far
   * @param clips number of cines that were opened so far
   */
  record Score(
      Strategy strategy,
      long seed,
      int round,
      int frames,
      int clips,
      String patient,
      double dice) {}

  private final Path table;
  private final List<Score> scores = new ArrayList<>();

  private CampaignScores(Path table) {
    this.table = table;
  }

  /**
   * Reads the scores of earlier runs, if there are any.
   *
   * @param rules everything that scores depend on, besides strategy and seed; stored in the folder
   * @throws IOException if the table cannot be read
   * @throws IllegalArgumentException if the earlier runs had other rules
   */
  static CampaignScores in(Path folder, String rules) throws IOException {
    Path known = folder.resolve("campaign.yaml");
    if (Files.exists(known) && !Files.readString(known).equals(rules)) {
      throw new IllegalArgumentException(
          folder
              + " has scores of a campaign with other settings (campaign.yaml). Choose another"
              + " folder with --out.");
    }
    Files.writeString(known, rules);
    CampaignScores scores = new CampaignScores(folder.resolve("scores.csv"));
    if (Files.exists(scores.table)) {
      try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(scores.table)) {
        for (NamedCsvRecord row : rows) {
          scores.scores.add(
              new Score(
                  Strategy.valueOf(row.getField("strategy")),
                  Long.parseLong(row.getField("seed")),
                  Integer.parseInt(row.getField("round")),
                  Integer.parseInt(row.getField("frames")),
                  Integer.parseInt(row.getField("clips")),
                  row.getField("patient"),
                  Double.parseDouble(row.getField("dice"))));
        }
      }
    }
    return scores;
  }

  /** Whether a strategy has been simulated with a seed. */
  boolean has(Strategy strategy, long seed) {
    return scores.stream().anyMatch(s -> s.strategy() == strategy && s.seed() == seed);
  }

  /** Adds the scores of all rounds of a strategy and seed, and writes the table. */
  void add(List<Score> others) throws IOException {
    scores.addAll(others);
    try (CsvWriter csv = CsvWriter.builder().build(table)) {
      csv.writeRecord(HEADER);
      for (Score score : scores) {
        csv.writeRecord(
            score.strategy().name(),
            String.valueOf(score.seed()),
            String.valueOf(score.round()),
            String.valueOf(score.frames()),
            String.valueOf(score.clips()),
            score.patient(),
            String.valueOf(score.dice()));
      }
    }
  }

  List<Score> all() {
    return List.copyOf(scores);
  }
}
