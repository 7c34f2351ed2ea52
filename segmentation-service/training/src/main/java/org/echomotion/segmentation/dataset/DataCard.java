package org.echomotion.segmentation.dataset;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The frames of a training run: counts, licences and hashes. The same frames give the same card.
 *
 * @param preprocessing version of the preprocessing
 * @param frames number of frames in all splits
 * @param patients number of patients in all splits; a phantom counts as one
 * @param sets the prepared directories
 * @param sources totals and terms of each source
 * @param groups counts by source, split, view and phase
 */
public record DataCard(
    String preprocessing,
    int frames,
    int patients,
    List<PreparedSet> sets,
    List<Source> sources,
    List<Group> groups) {

  /**
   * A prepared directory.
   *
   * @param sha256 hash of its content, see {@link ContentHash}
   */
  public record PreparedSet(String name, String sha256) {}

  /** One source of frames, and its terms. */
  public record Source(String source, String licence, int frames, int patients) {}

  /** Frames with the same source, split, view and phase. */
  public record Group(
      String source, String split, String view, String phase, int frames, int patients) {}

  public DataCard {
    sets = List.copyOf(sets);
    sources = List.copyOf(sources);
    groups = List.copyOf(groups);
  }

  /**
   * Counts {@code dataset}. Its splits may differ from those of its directories.
   *
   * @param directories sources of its frames
   * @throws IOException if a directory cannot be read
   */
  public static DataCard of(PreparedDataset dataset, List<Path> directories) throws IOException {
    List<PreparedSet> sets = new ArrayList<>();
    for (Path directory : directories) {
      Path name = directory.toAbsolutePath().normalize().getFileName();
      sets.add(new PreparedSet(String.valueOf(name), ContentHash.of(directory)));
    }
    Map<String, List<PreparedFrame>> bySource =
        dataset.frames().stream()
            .collect(
                Collectors.groupingBy(PreparedFrame::source, TreeMap::new, Collectors.toList()));
    List<Source> sources = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    bySource.forEach(
        (source, frames) -> {
          sources.add(
              new Source(source, DataLicence.of(source).terms(), frames.size(), patients(frames)));
          groups.addAll(groups(frames));
        });
    return new DataCard(
        dataset.preprocessing(),
        dataset.frames().size(),
        patients(dataset.frames()),
        sets,
        sources,
        groups);
  }

  /** Writes {@code data-card.json} and {@code data-card.md} into {@code directory}. */
  public void write(Path directory) throws IOException {
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(directory.resolve("data-card.json").toFile(), this);
    Files.writeString(directory.resolve("data-card.md"), markdown());
  }

  String markdown() {
    StringBuilder text = new StringBuilder("# Data card\n\n");
    text.append(
        "%d frames of %d patients or phantoms; preprocessing %s.\n\n"
            .formatted(frames, patients, preprocessing));
    text.append("| source | licence | frames | patients |\n|---|---|---|---|\n");
    for (Source s : sources) {
      text.append(
          "| %s | %s | %d | %d |\n".formatted(s.source(), s.licence(), s.frames(), s.patients()));
    }
    text.append(
        "\n| source | split | view | phase | frames | patients |\n|---|---|---|---|---|---|\n");
    for (Group g : groups) {
      text.append(
          "| %s | %s | %s | %s | %d | %d |\n"
              .formatted(g.source(), g.split(), g.view(), g.phase(), g.frames(), g.patients()));
    }
    text.append("\n| prepared set | SHA-256 of its content |\n|---|---|\n");
    for (PreparedSet set : sets) {
      text.append("| %s | `%s` |\n".formatted(set.name(), set.sha256()));
    }
    return text.toString();
  }

  private static List<Group> groups(List<PreparedFrame> frames) {
    Map<List<String>, List<PreparedFrame>> byKey =
        frames.stream()
            .collect(
                Collectors.groupingBy(f -> List.of(f.source(), f.split(), f.view(), f.phase())));
    return byKey.entrySet().stream()
        .map(
            e ->
                new Group(
                    e.getKey().get(0),
                    e.getKey().get(1),
                    e.getKey().get(2),
                    e.getKey().get(3),
                    e.getValue().size(),
                    patients(e.getValue())))
        .sorted(
            Comparator.comparing(Group::split)
                .thenComparing(Group::view)
                .thenComparing(Group::phase))
        .toList();
  }

  private static int patients(List<PreparedFrame> frames) {
    return (int) frames.stream().map(PreparedFrame::subject).distinct().count();
  }
}
