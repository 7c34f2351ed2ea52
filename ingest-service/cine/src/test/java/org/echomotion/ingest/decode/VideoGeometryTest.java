package org.echomotion.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.echomotion.ingest.video.VideoDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The displayed shape of a video: pixel aspect, rotation, mirroring. */
class VideoGeometryTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"mp4, mpeg4", "mov, mpeg4", "avi, mpeg4", "matroska, mpeg4", "mpegts, mpeg2video"})
  void readsTheAspectOfThePixels(String container, String codec) throws Exception {
    // MPEG-2 states the aspect of the picture: 16:9 of 96 x 48 pixels.
    double aspect = codec.equals("mpeg2video") ? 16.0 / 9 / 2 : 2;
    Path file =
        FilmWriter.film(container, codec, "yuv420p")
            .rate(25)
            .pixelAspect(aspect)
            .write(folder.resolve("film"));
    assertEquals(aspect, decode(file).pixelAspect(), 1e-4);
  }

  /** Matrices as defined in ISO/IEC 14496-12, with the new position of the upper left corner. */
  @ParameterizedTest
  @CsvSource({
    "1, 0, 0, 1, 0, 0",
    "0, 1, -1, 0, 47, 0",
    "-1, 0, 0, -1, 95, 47",
    "0, -1, 1, 0, 0, 95",
    "-1, 0, 0, 1, 95, 0",
    "1, 0, 0, -1, 0, 47",
    "0, 1, 1, 0, 0, 0",
  })
  void turnsAndMirrorsAsPlayersDo(int a, int b, int c, int d, int x, int y) throws Exception {
    byte[] upright =
        Files.readAllBytes(
            FilmWriter.film("mp4", "mpeg4", "yuv420p").write(folder.resolve("upright")));
    Cine plain = decode(folder.resolve("upright"));
    Cine turned = decode(Files.write(folder.resolve("turned"), Boxes.turned(upright, a, b, c, d)));
    assertEquals(a == 0 ? 96 : 48, turned.rows());
    assertEquals(a == 0 ? 48 : 96, turned.columns());
    byte[] before = plain.frames().get(2);
    byte[] after = turned.frames().get(2);
    for (int row = 0; row < 48; row += 5) {
      for (int column = 0; column < 96; column += 5) {
        int shownX = a * column + c * row + x;
        int shownY = b * column + d * row + y;
        assertEquals(before[row * 96 + column], after[shownY * turned.columns() + shownX]);
      }
    }
  }

  @Test
  void turnsTheAspectAlong() throws Exception {
    byte[] oblong =
        Files.readAllBytes(
            FilmWriter.film("mp4", "mpeg4", "yuv420p")
                .pixelAspect(2)
                .write(folder.resolve("oblong")));
    Path turned = Files.write(folder.resolve("turned"), Boxes.turned(oblong, 0, 1, -1, 0));
    assertEquals(0.5, decode(turned).pixelAspect(), 1e-6);
  }

  @Test
  void withholdsWhatIsTurnedObliquely() throws Exception {
    byte[] upright =
        Files.readAllBytes(
            FilmWriter.film("mp4", "mpeg4", "yuv420p").write(folder.resolve("upright")));
    Cine cine = decode(Files.write(folder.resolve("turned"), Boxes.turned(upright, 1, 1, -1, 1)));
    assertTrue(cine.remarks().get(0).withholds());
    assertEquals(48, cine.rows());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void reducesAFilmOfManyLargeFrames(boolean countStated) throws Exception {
    Path file =
        FilmWriter.film(countStated ? "mp4" : "matroska", "mpeg4", "yuv420p")
            .size(6, 720, 1200)
            .pixelAspect(2)
            .write(folder.resolve("large"));
    DecodeLimits whole =
        new DecodeLimits(10, 1 << 20, 6 * 720 * 1200, 1 << 24, Duration.ofMinutes(1));
    Cine large = new VideoDecoder().decode(file, whole);
    assertEquals(1200, large.columns());
    DecodeLimits most =
        new DecodeLimits(10, 1 << 20, 6 * 720 * 1200 - 1, 1 << 24, Duration.ofMinutes(1));
    Cine reduced = new VideoDecoder().decode(file, most);
    assertEquals(960, reduced.columns());
    assertEquals(576, reduced.rows());
    assertEquals(2, reduced.pixelAspect(), 1e-9);
    assertEquals(
        large.frames().get(5)[360 * 1200 + 75] & 0xff,
        reduced.frames().get(5)[288 * 960 + 60] & 0xff,
        3);
    DecodeLimits least =
        new DecodeLimits(10, 1 << 20, 6 * 288 * 480, 1 << 24, Duration.ofMinutes(1));
    Cine half = new VideoDecoder().decode(file, least);
    assertEquals(480, half.columns());
    assertArrayEquals(half.frames().get(0), new VideoDecoder().decode(file, least).frames().get(0));
  }

  private static Cine decode(Path file) {
    return new VideoDecoder().decode(file, DecodeLimits.DEFAULT);
  }
}
