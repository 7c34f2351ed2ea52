package org.echomotion.ingest.dataset.prepared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.echomotion.ingest.dataset.labelled.Split;
import org.echomotion.ingest.dataset.published.DatasetLayout;
import org.echomotion.ingest.dataset.published.GrayImages;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.phantom.PhantomGenerator;
import org.echomotion.ingest.phantom.PhantomRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetPreparationTest {

  private static final int SIDE = 224;

  @TempDir Path folder;
  @TempDir Path out;

  @Test
  void preparesStillImagesAndReportsWhatItLeftOut() throws IOException {
    Path set = Files.createDirectory(folder.resolve("stills"));
    GrayImages.write(fan(), SIDE, SIDE, set.resolve("a.png"));
    GrayImages.write(disc(112, 100, 40), SIDE, SIDE, set.resolve("a-mask.png"));
    GrayImages.write(new byte[100], 10, 10, set.resolve("small.png"));
    Files.writeString(
        set.resolve("index.csv"),
        """
        patient,split,view,phase,image,mask,mm_per_px,quality
        p1,train,A4C,ED,a.png,a-mask.png,0.5,Good
        p2,valid,A2C,ES,absent.png,a-mask.png,0.5,Poor
        p3,valid,A2C,ES,a.png,small.png,0.5,Poor
        p4,someday,A2C,ES,a.png,a-mask.png,0.5,Poor
        p5,valid,A2C,ES,a.png,a.png,0.5,Poor
        """);

    PreparationReport report =
        new DatasetPreparation(DatasetPreparationTest::noVideo)
            .prepare(PreparationRequest.of(DatasetLayout.IMAGES, set, out), (done, of) -> {});

    assertEquals(1, report.written());
    assertEquals(4, report.skipped().size());
    NamedCsvRecord row = rows(out).get(0);
    assertEquals(
        List.of("p1", "train", "A4C", "ED", "Good", "stills", "v1"),
        List.of("subject", "split", "view", "phase", "quality", "source", "preprocessing").stream()
            .map(row::getField)
            .toList());
    // The fan has a radius of 200 and a half-angle of 30 degrees, so it is 200 high and wide: 200
    // pixels become 112, up to a pixel or two of the fan that is fitted to it.
    double mmPerPx = Double.parseDouble(row.getField("mm_per_px"));
    assertEquals(0.5 * 200 / 112, mmPerPx, 0.01 * mmPerPx);
    GrayImages.Gray mask = GrayImages.read(out.resolve(row.getField("mask")));
    double expected = Math.PI * Math.pow(40 * 0.5 / mmPerPx, 2);
    assertEquals(expected, count(mask.pixels()), 0.01 * expected);
    GrayImages.Gray image = GrayImages.read(out.resolve(row.getField("image")));
    assertEquals(List.of(112, 112), List.of(image.rows(), image.columns()));
    assertEquals(0, image.pixels()[0]);
  }

  @Test
  void readsTracedFramesOfTheEchoNetLayout() throws IOException {
    Files.createDirectory(folder.resolve("Videos"));
    Files.createFile(folder.resolve("Videos/one.avi"));
    Files.writeString(
        folder.resolve("FileList.csv"),
        """
        FileName,EF,ESV,EDV,FrameHeight,FrameWidth,FPS,NumberOfFrames,Split
        one,60,40,100,224,224,50,5,VAL
        untraced.avi,60,40,100,224,224,50,5,TRAIN
        """);
    StringBuilder tracings = new StringBuilder("FileName,X1,Y1,X2,Y2,Frame\n");
    trace(tracings, 30, 60, 4);
    trace(tracings, 40, 80, 1);
    Files.writeString(folder.resolve("VolumeTracings.csv"), tracings);

    PreparationReport report =
        new DatasetPreparation(file -> cine(5))
            .prepare(
                PreparationRequest.of(DatasetLayout.ECHONET, folder, out).withSplit(Split.TEST),
                (d, of) -> {});

    assertEquals(2, report.written());
    assertEquals(
        List.of(new PreparationReport.Skipped("untraced", "it has no tracing")), report.skipped());
    List<NamedCsvRecord> rows = rows(out);
    assertEquals(List.of("ED", "ES"), rows.stream().map(r -> r.getField("phase")).toList());
    assertEquals(List.of("test", "test"), rows.stream().map(r -> r.getField("split")).toList());
    // Discs of width 40 along 80 px: pi/4 * 40^2 * 80 cubed pixels are 100 ml.
    double mm = Math.cbrt(100_000 / (Math.PI / 4 * 40 * 40 * 80));
    double mmPerPx = Double.parseDouble(rows.get(0).getField("mm_per_px"));
    assertEquals(mm * 200 / 112, mmPerPx, 0.01 * mmPerPx);
    // Chords lie in the middle of their disks, so the polygon covers 19/20 of the length.
    double expected = 40 * 80 * 19 / 20.0 * Math.pow(mm / mmPerPx, 2);
    byte[] mask = GrayImages.read(out.resolve(rows.get(0).getField("mask"))).pixels();
    assertEquals(expected, count(mask), 0.03 * expected);
  }

  @Test
  void readsPhantomsWithEveryStructureAndReportsOneWithoutMasks() throws IOException {
    new PhantomGenerator()
        .generate(
            PhantomRequest.of(2, 7).withSparseFrames(6).withMasks().withPrefix("p"),
            folder,
            (done, of, name) -> true);
    try (Stream<Path> masks = Files.walk(folder.resolve("Masks/p00001"))) {
      for (Path mask : masks.filter(Files::isRegularFile).toList()) {
        Files.delete(mask);
      }
    }

    PreparationReport report =
        new DatasetPreparation()
            .prepare(PreparationRequest.of(DatasetLayout.PHANTOM, folder, out), (done, of) -> {});

    assertEquals(6, report.written());
    assertEquals(
        List.of(
            new PreparationReport.Skipped(
                "p00001", "it has no masks; generate the phantoms with masks")),
        report.skipped());
    List<NamedCsvRecord> rows = rows(out);
    assertEquals(
        Set.of("ED", "ES", "MID"),
        rows.stream().map(r -> r.getField("phase")).collect(Collectors.toSet()));
    for (NamedCsvRecord row : rows) {
      assertEquals("phantom", row.getField("source"));
      byte[] mask = GrayImages.read(out.resolve(row.getField("mask"))).pixels();
      assertTrue(count(mask) > 100, "a cavity");
      for (byte structure = 1; structure <= 3; structure++) {
        assertTrue(new String(mask, StandardCharsets.ISO_8859_1).indexOf(structure) >= 0);
      }
    }
  }

  @Test
  void takesAtMostEightFramesOfAPhantomOrAllOfThem() throws IOException {
    new PhantomGenerator()
        .generate(
            PhantomRequest.of(1, 7).withSparseFrames(11).withMasks().withPrefix("p"),
            folder,
            (done, of, name) -> true);
    DatasetPreparation preparation = new DatasetPreparation();
    PreparationRequest few = PreparationRequest.of(DatasetLayout.PHANTOM, folder, out);

    assertTrue(preparation.prepare(few, (done, of) -> {}).written() <= 8);
    assertEquals(11, preparation.prepare(few.withEveryFrame(), (done, of) -> {}).written());
  }

  @Test
  void leavesOutAVentricleThatTheSectorCuts() throws IOException {
    GrayImages.write(fan(), SIDE, SIDE, folder.resolve("a.png"));
    GrayImages.write(disc(20, 10, 20), SIDE, SIDE, folder.resolve("mask.png"));
    Files.writeString(
        folder.resolve("index.csv"),
        """
        patient,split,view,phase,image,mask,mm_per_px,quality
        p1,train,A4C,ED,a.png,mask.png,,
        """);
    PreparationReport report =
        new DatasetPreparation(DatasetPreparationTest::noVideo)
            .prepare(PreparationRequest.of(DatasetLayout.IMAGES, folder, out), (done, of) -> {});
    assertEquals(0, report.written());
    assertTrue(report.skipped().get(0).why().contains("cuts off part of the left ventricle"));
    assertTrue(Files.exists(out.resolve("index.csv")));
  }

  @Test
  void takesFramesWithoutLabelsWhereAsked() throws IOException {
    readsTracedFramesOfTheEchoNetLayout();
    PreparationReport report =
        new DatasetPreparation(file -> cine(12))
            .prepare(
                PreparationRequest.of(DatasetLayout.ECHONET, folder, out).withUnlabelled(3),
                (d, of) -> {});
    assertEquals(2 + 3, report.written());
    List<NamedCsvRecord> unlabelled =
        rows(out).stream().filter(r -> r.getField("mask").isEmpty()).toList();
    // Frames 1 and 4 are traced; of the ten others, those in the middle of three equal parts.
    assertEquals(
        List.of(
            "images/echonet_one_A4C_MID_0002.png",
            "images/echonet_one_A4C_MID_0007.png",
            "images/echonet_one_A4C_MID_0010.png"),
        unlabelled.stream().map(r -> r.getField("image")).toList());
    assertEquals(
        Set.of("valid"),
        unlabelled.stream().map(r -> r.getField("split")).collect(Collectors.toSet()));
    assertTrue(Files.exists(out.resolve(unlabelled.get(0).getField("image"))));
    assertEquals(5, PreparedSet.merge(List.of(out), folder.resolve("merged")));
  }

  @Test
  void mergesPreparedSets() throws IOException {
    preparesStillImagesAndReportsWhatItLeftOut();
    Path merged = folder.resolve("merged");
    assertEquals(2, PreparedSet.merge(List.of(out, out), merged));
    String image = rows(merged).get(0).getField("image");
    assertFalse(image.startsWith("/"));
    assertTrue(Files.exists(merged.resolve(image)));
  }

  private static Cine noVideo(Path file) {
    throw new AssertionError("there is no video to decode");
  }

  private static Cine cine(int frames) {
    List<byte[]> all = new ArrayList<>();
    for (int i = 0; i < frames; i++) {
      all.add(fan());
    }
    return new Cine(
        all,
        SIDE,
        SIDE,
        50,
        Optional.empty(),
        Optional.empty(),
        SourceFormat.AVI,
        Optional.empty());
  }

  /** A vertical tracing around column 110 from row 60: 20 chords of {@code width}. */
  private static void trace(StringBuilder table, int width, int length, int frame) {
    table.append(String.format(Locale.ROOT, "one.avi,110,60,110,%d,%d%n", 60 + length, frame));
    for (int i = 0; i < 20; i++) {
      double y = 60 + (i + 0.5) * length / 20;
      table.append(
          String.format(
              Locale.ROOT,
              "one.avi,%.3f,%.3f,%.3f,%.3f,%d%n",
              110 - width / 2.0,
              y,
              110 + width / 2.0,
              y,
              frame));
    }
  }

  /** A textured triangle, apex up, 200 rows from row 10 and 200 columns from column 12. */
  private static byte[] fan() {
    byte[] image = new byte[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      int x = i % SIDE;
      int y = i / SIDE;
      boolean inside =
          Math.hypot(x - 112, y - 10) <= 200
              && Math.abs(x - 112) <= (y - 10) * Math.tan(Math.toRadians(30));
      image[i] = (byte) (inside ? 60 + (x * 31 + y * 17) % 120 : 0);
    }
    return image;
  }

  private static byte[] disc(int x0, int y0, int radius) {
    byte[] labels = new byte[SIDE * SIDE];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = (byte) (Math.hypot(i % SIDE - x0, i / SIDE - y0) <= radius ? 1 : 0);
    }
    return labels;
  }

  private static long count(byte[] labels) {
    long count = 0;
    for (byte label : labels) {
      count += label == 1 ? 1 : 0;
    }
    return count;
  }

  private static List<NamedCsvRecord> rows(Path set) throws IOException {
    try (CsvReader<NamedCsvRecord> csv =
        CsvReader.builder().ofNamedCsvRecord(set.resolve("index.csv"))) {
      return csv.stream().toList();
    }
  }
}
