package org.echomotion.ingest.dataset.beating;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.echomotion.ingest.dataset.prepared.DatasetPreparation;
import org.echomotion.ingest.dataset.prepared.PreparationReport;
import org.echomotion.ingest.dataset.prepared.PreparationRequest;
import org.echomotion.ingest.dataset.published.DatasetLayout;
import org.echomotion.ingest.dataset.published.GrayImages;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BetweenFramesTest {

  @TempDir Path phantoms;
  @TempDir Path stills;
  @TempDir Path out;

  @BeforeEach
  void stillsOfPhantoms() throws IOException {
    PhantomStills.write(2, phantoms, stills);
  }

  @Test
  void addsLabelledFramesInTheHeartsOrder() throws IOException {
    PreparationReport report =
        prepare(PreparationRequest.of(DatasetLayout.IMAGES, stills, out).withBetween(4));
    assertEquals(List.of(), report.skipped());
    assertEquals(2 * (2 + 4), report.written());
    String set = stills.getFileName().toString();
    for (String subject : List.of("p00000", "p00001")) {
      List<NamedCsvRecord> all =
          rows(out).stream().filter(r -> r.getField("subject").equals(subject)).toList();
      List<NamedCsvRecord> between =
          all.stream().filter(r -> r.getField("phase").equals("MID")).toList();
      assertEquals(4, between.size());
      assertEquals(
          List.of(set, set + "-warped"),
          all.stream().map(r -> r.getField("source")).distinct().sorted().toList());
      assertEquals(
          1, all.stream().map(r -> r.getField("split") + r.getField("view")).distinct().count());
      assertEquals("unknown", between.get(0).getField("quality"));
      double last = areaMm2(all, "ED");
      for (int i = 0; i < 4; i++) {
        assertTrue(between.get(i).getField("image").endsWith("MID_000" + (i + 1) + ".png"));
        double area = areaMm2(between.get(i));
        assertTrue(area < last * 1.005, "the ventricle shrinks towards ES");
        last = area;
      }
      assertTrue(areaMm2(all, "ES") < last * 1.005);
    }
  }

  @Test
  void repeatsAndDiffersBetweenSubjects() throws IOException {
    Path again = phantoms.resolve("again");
    prepare(PreparationRequest.of(DatasetLayout.IMAGES, stills, out).withBetween(1));
    prepare(PreparationRequest.of(DatasetLayout.IMAGES, stills, again).withBetween(1));
    for (NamedCsvRecord row : rows(out)) {
      assertArrayEquals(
          Files.readAllBytes(out.resolve(row.getField("image"))),
          Files.readAllBytes(again.resolve(row.getField("image"))));
    }
    List<Double> shrunkBy =
        rows(out).stream()
            .collect(Collectors.groupingBy(r -> r.getField("subject")))
            .values()
            .stream()
            .map(
                frames ->
                    (areaMm2(frames, "ED") - areaMm2(frames, "MID"))
                        / (areaMm2(frames, "ED") - areaMm2(frames, "ES")))
            .toList();
    assertNotEquals(shrunkBy.get(0), shrunkBy.get(1), 0.01);
  }

  @Test
  void reportsASubjectOfWhichOnlyOnePhaseIsLabelled() throws IOException {
    List<String> lines = Files.readAllLines(stills.resolve("index.csv"));
    lines.removeIf(line -> line.startsWith("p00001") && line.contains(",ES,"));
    Files.write(stills.resolve("index.csv"), lines);
    PreparationReport report =
        prepare(PreparationRequest.of(DatasetLayout.IMAGES, stills, out).withBetween(2));
    assertEquals(3 + 2, report.written());
    assertEquals(1, report.skipped().size());
    assertTrue(report.skipped().get(0).what().startsWith("p00001"));
    assertEquals("no labelled ES frame to warp its ED frame to", report.skipped().get(0).why());
  }

  private static PreparationReport prepare(PreparationRequest request) {
    return new DatasetPreparation().prepare(request, (done, of) -> {});
  }

  private double areaMm2(List<NamedCsvRecord> rows, String phase) {
    return areaMm2(
        rows.stream().filter(r -> r.getField("phase").equals(phase)).findFirst().orElseThrow());
  }

  private double areaMm2(NamedCsvRecord row) {
    try {
      int area = 0;
      for (byte label : GrayImages.read(out.resolve(row.getField("mask"))).pixels()) {
        area += label == 1 ? 1 : 0;
      }
      return area * Math.pow(Double.parseDouble(row.getField("mm_per_px")), 2);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<NamedCsvRecord> rows(Path set) throws IOException {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(set.resolve("index.csv"))) {
      return csv.stream().toList();
    }
  }
}
