package org.echomotion.ingest.phantom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.echomotion.ingest.phantom.picture.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhantomGeneratorTest {

  private static final PhantomRequest TWO =
      PhantomRequest.of(2, 11)
          .withLooks(Look.ECHONET, Look.CAMUS)
          .withSparseFrames(6)
          .withMasks()
          .withPrefix("p");

  @Test
  void sameSeedGivesSameBytes(@TempDir Path folder) throws IOException {
    generate(TWO, folder.resolve("a"));
    generate(TWO, folder.resolve("b"));
    Map<String, byte[]> a = files(folder.resolve("a"));
    Map<String, byte[]> b = files(folder.resolve("b"));
    assertEquals(a.keySet(), b.keySet());
    // Two videos, four tables, two times six masks.
    assertEquals(18, a.size());
    a.forEach((name, bytes) -> assertArrayEquals(bytes, b.get(name), name));
  }

  @Test
  void anotherSeedGivesAnotherPatient(@TempDir Path folder) throws IOException {
    PhantomRequest one = PhantomRequest.of(1, 1).withSparseFrames(2).withPrefix("p");
    PhantomRequest other = PhantomRequest.of(1, 2).withSparseFrames(2).withPrefix("p");
    generate(one, folder.resolve("a"));
    generate(other, folder.resolve("b"));
    byte[] a = Files.readAllBytes(folder.resolve("a/Videos/p00000.avi"));
    byte[] b = Files.readAllBytes(folder.resolve("b/Videos/p00000.avi"));
    assertFalse(java.util.Arrays.equals(a, b));
  }

  @Test
  void tablesHaveThePublishedColumnsAndRows(@TempDir Path folder) throws IOException {
    List<PhantomTruth> truths = generate(TWO, folder);
    List<NamedCsvRecord> files = read(folder.resolve("FileList.csv"));
    assertEquals(
        List.of(
            "FileName",
            "EF",
            "ESV",
            "EDV",
            "FrameHeight",
            "FrameWidth",
            "FPS",
            "NumberOfFrames",
            "Split"),
        files.get(0).getHeader());
    assertEquals(2, files.size());
    assertEquals("112", files.get(0).getField("FrameHeight"));
    assertEquals(truths.get(1).efPercent(), Double.parseDouble(files.get(1).getField("EF")), 1e-4);
    List<NamedCsvRecord> tracings = read(folder.resolve("VolumeTracings.csv"));
    assertEquals(List.of("FileName", "X1", "Y1", "X2", "Y2", "Frame"), tracings.get(0).getHeader());
    assertEquals(2 * 2 * 21, tracings.size());
    NamedCsvRecord axis = tracings.get(0);
    double apexRow = Double.parseDouble(axis.getField("Y1"));
    double baseRow = Double.parseDouble(axis.getField("Y2"));
    assertTrue(apexRow < baseRow, "the apex is up");
    assertEquals(12, read(folder.resolve("FrameTruth.csv")).size());
  }

  @Test
  void videoDecodesToTheRenderedFramesInThreeEqualBands(@TempDir Path folder) throws IOException {
    generate(TWO, folder);
    for (PhantomSpec spec : PhantomSimulator.specs(TWO)) {
      Phantom phantom = PhantomSimulator.simulate(spec, TWO.length().sparseFrames());
      Path video = folder.resolve("Videos").resolve(spec.name() + ".avi");
      try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(video.toFile())) {
        grabber.start();
        assertEquals("mjpeg", grabber.getVideoCodecName());
        assertEquals(spec.fps(), grabber.getVideoFrameRate(), 1e-6);
        for (byte[] expected : phantom.frames()) {
          Frame frame = grabber.grabImage();
          assertEquals(3, frame.imageChannels);
          assertTrue(difference(frame, expected) < 4, "mean difference of gray levels");
        }
        assertEquals(null, grabber.grabImage());
      }
      byte[] mask = phantom.masks().get(3);
      BufferedImage png =
          ImageIO.read(folder.resolve("Masks").resolve(spec.name()).resolve("3.png").toFile());
      int width = phantom.truth().widthPx();
      byte[] stored = new byte[mask.length];
      png.getRaster().getDataElements(0, 0, width, phantom.truth().heightPx(), stored);
      assertArrayEquals(mask, stored);
    }
  }

  @Test
  void stopsWhenTheListenerSaysSo(@TempDir Path folder) throws IOException {
    List<PhantomTruth> truths =
        new PhantomGenerator().generate(TWO, folder, (done, of, name) -> false);
    assertEquals(1, truths.size());
    assertEquals(1, read(folder.resolve("FileList.csv")).size());
  }

  private static double difference(Frame frame, byte[] expected) {
    ByteBuffer pixels = (ByteBuffer) frame.image[0];
    double sum = 0;
    for (int row = 0; row < frame.imageHeight; row++) {
      for (int column = 0; column < frame.imageWidth; column++) {
        int i = row * frame.imageStride + 3 * column;
        assertEquals(pixels.get(i), pixels.get(i + 1));
        assertEquals(pixels.get(i), pixels.get(i + 2));
        sum += Math.abs((pixels.get(i) & 255) - (expected[row * frame.imageWidth + column] & 255));
      }
    }
    return sum / expected.length;
  }

  private static List<PhantomTruth> generate(PhantomRequest request, Path folder) {
    return new PhantomGenerator()
        .generate(request, folder, PhantomGenerator.ProgressListener.silent());
  }

  private static List<NamedCsvRecord> read(Path csv) throws IOException {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(csv)) {
      return reader.stream().toList();
    }
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(folder.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    return files;
  }
}
