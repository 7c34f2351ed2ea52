package org.echomotion.ingest.dataset.prepared;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.echomotion.ingest.dataset.labelled.Phase;
import org.echomotion.ingest.dataset.labelled.SplitDraw;
import org.echomotion.ingest.dataset.prepared.AnnotatedSet.AnnotatedFrame;
import org.echomotion.ingest.dataset.published.GrayImages;
import org.echomotion.ingest.dataset.published.Polygon;
import org.echomotion.ingest.decode.EchoView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnnotatedSetTest {

  private static final int SIDE = 112;

  @TempDir Path out;

  @Test
  void writesOutlinedWorkingFramesAsTheyAre() throws IOException {
    byte[] pixels = new byte[SIDE * SIDE];
    for (int p = 0; p < pixels.length; p++) {
      pixels[p] = (byte) (p * 7);
    }
    AnnotatedSet set = new AnnotatedSet(out, new SplitDraw(1, 3));
    AnnotatedFrame frame =
        new AnnotatedFrame(
            "study-1",
            EchoView.A2C,
            7,
            Phase.MID,
            pixels,
            square(10.5, 20.5, 30.5, 60.5),
            OptionalDouble.of(1.25));
    assertEquals(Optional.empty(), set.add(frame));
    // Another clip of the same study, view and frame: it takes no other's place.
    assertEquals(Optional.empty(), set.add(frame));
    assertEquals(
        Optional.of("its outline encloses no pixel's centre"),
        set.add(
            new AnnotatedFrame(
                "study-1",
                EchoView.A2C,
                8,
                Phase.MID,
                pixels,
                square(10.1, 20.1, 10.4, 20.4),
                OptionalDouble.empty())));
    assertEquals(
        Optional.of("its frame is not of working size"),
        set.add(
            new AnnotatedFrame(
                "study-1",
                EchoView.A2C,
                9,
                Phase.MID,
                new byte[5],
                square(10, 20, 30, 60),
                OptionalDouble.empty())));
    assertEquals(2, set.finish());
    List<NamedCsvRecord> rows = rows();
    assertEquals(
        List.of("study-1", "valid", "A2C", "MID", "1.250000", "unknown", "annotation", "v1"),
        List.of(
                "subject",
                "split",
                "view",
                "phase",
                "mm_per_px",
                "quality",
                "source",
                "preprocessing")
            .stream()
            .map(rows.get(0)::getField)
            .toList());
    assertEquals(2, rows.stream().map(row -> row.getField("image")).distinct().count());
    assertArrayEquals(pixels, GrayImages.read(out.resolve(rows.get(1).getField("image"))).pixels());
    byte[] mask = GrayImages.read(out.resolve(rows.get(1).getField("mask"))).pixels();
    int area = 0;
    for (byte label : mask) {
      area += label;
    }
    // Columns 11 to 30 and rows 21 to 60 have their centres within.
    assertEquals(20 * 40, area);
    assertEquals(1, mask[21 * SIDE + 11]);
    assertEquals(1, mask[60 * SIDE + 30]);
  }

  private static Polygon square(double left, double top, double right, double bottom) {
    return new Polygon(
        List.of(
            new Polygon.Corner(left, top),
            new Polygon.Corner(right, top),
            new Polygon.Corner(right, bottom),
            new Polygon.Corner(left, bottom)));
  }

  private List<NamedCsvRecord> rows() throws IOException {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(out.resolve("index.csv"))) {
      return csv.stream().toList();
    }
  }
}
