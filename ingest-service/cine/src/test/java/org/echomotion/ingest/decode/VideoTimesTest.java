package org.echomotion.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.video.VideoDecoder;
import org.echomotion.remark.Remark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The times of a video's frames, and the lengths stated in its container. */
class VideoTimesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"avi, 2", "mp4, 2", "matroska, 2", "avi, 0"})
  void framesStoredOutOfOrderKeepTheirRate(String container, int reordered) throws Exception {
    Path file =
        FilmWriter.film(container, "mpeg4", "yuv420p")
            .size(60, 48, 96)
            .rate(30)
            .reordered(reordered)
            .write(folder.resolve("film"));
    Cine cine = decode(file);
    assertEquals(60, cine.frames().size());
    assertEquals(30, cine.frameRateHz(), 0.01);
    assertEquals(StatedTimes.NONE, cine.times());
    for (int i = 0; i < 60; i++) {
      assertEquals(FilmWriter.level(i, 50, 20), cine.frames().get(i)[20 * 96 + 50] & 0xff, 5);
    }
  }

  /** Each second chunk of the AVI is empty: 60 ticks a second, 30 frames. */
  @ParameterizedTest
  @ValueSource(ints = {0, 2})
  void emptyChunksAreNoFrames(int reordered) throws Exception {
    Path file =
        FilmWriter.film(
                "avi", reordered == 0 ? "mjpeg" : "mpeg4", reordered == 0 ? "yuvj420p" : "yuv420p")
            .size(60, 48, 96)
            .rate(60)
            .reordered(reordered)
            .at(i -> i / 30.0)
            .write(folder.resolve("film"));
    Cine cine = decode(file);
    assertEquals(60, cine.frames().size());
    assertEquals(30, cine.frameRateHz(), 0.01);
    assertEquals(StatedTimes.NONE, cine.times());
  }

  @ParameterizedTest
  @CsvSource({"mp4, mpeg4, yuv420p", "avi, mjpeg, yuvj420p", "matroska, mpeg4, yuv420p"})
  void aPauseIsAGapAndNotASlowerFilm(String container, String codec, String pixels)
      throws Exception {
    Path file =
        FilmWriter.film(container, codec, pixels)
            .size(60, 48, 96)
            .rate(30)
            .at(i -> i / 30.0 + (i >= 40 ? 1.5 : 0))
            .write(folder.resolve("film"));
    Cine cine = decode(file);
    assertEquals(30, cine.frameRateHz(), 0.05);
    assertEquals(40 / 30.0 + 1.5, cine.times().frames().get(40), 2e-3);
    assertSame(Remark.Property.TIME, cine.remarks().get(0).property());
  }

  @Test
  void aLastFrameThatComesLateLeavesTheRate() throws Exception {
    Path file =
        FilmWriter.film("mp4", "mpeg4", "yuv420p")
            .size(30, 48, 96)
            .rate(30)
            .at(i -> i / 30.0 + (i == 29 ? 14 : 0))
            .write(folder.resolve("film"));
    Cine cine = decode(file);
    assertEquals(30, cine.frameRateHz(), 0.01);
    assertFalse(cine.remarks().isEmpty());
  }

  @Test
  void videoWithoutContainerHasTheRateThatItStates() throws Exception {
    Path file =
        FilmWriter.film("mpeg2video", "mpeg2video", "yuv420p").rate(50).write(folder.resolve("x"));
    assertEquals(50, decode(file).frameRateHz(), 0.01);
    // Without a stated rate, no rate is assumed.
    Path untimed =
        FilmWriter.film("h264", "libopenh264", "yuv420p").rate(50).write(folder.resolve("y"));
    EchoMotionException refusal = assertThrows(EchoMotionException.class, () -> decode(untimed));
    assertSame(IngestError.NO_FRAME_RATE, refusal.code());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 0xffffffffL, 8, -8})
  void readsAnAviWhateverLengthItsHeaderStates(long length) throws Exception {
    byte[] avi = avi();
    long stated = Math.abs(length) == 8 ? avi.length - 8 + length : length;
    Path file = Files.write(folder.resolve("film"), Boxes.withRiffLength(avi, stated));
    assertEquals(12, decode(file).frames().size());
  }

  @Test
  void refusesAnAviOfUnstatedLengthThatWasCut() throws Exception {
    byte[] avi = Boxes.withRiffLength(avi(), 0);
    Path file = Files.write(folder.resolve("film"), Arrays.copyOf(avi, avi.length / 2));
    assertThrows(EchoMotionException.class, () -> decode(file));
  }

  @ParameterizedTest
  @CsvSource({"mp4, mpeg4", "avi, mpeg4", "matroska, mpeg4", "asf, wmv2", "gif, gif"})
  void ignoresBytesBehindTheEndAndRefusesWhatWasCut(String container, String codec)
      throws Exception {
    byte[] film =
        Files.readAllBytes(
            FilmWriter.film(container, codec, codec.equals("gif") ? "gray" : "yuv420p")
                .rate(25)
                .write(folder.resolve("film")));
    for (int extra : new int[] {1, 3, 8, 40}) {
      byte[] longer = Arrays.copyOf(film, film.length + extra);
      Arrays.fill(longer, film.length, longer.length, (byte) 0x21);
      assertEquals(12, decode(Files.write(folder.resolve("longer"), longer)).frames().size());
    }
    for (int parts = 1; parts < 8; parts++) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(film, film.length * parts / 8));
      assertThrows(EchoMotionException.class, () -> decode(cut), container + " " + parts);
    }
  }

  @Test
  void readsAnMp4WhoseFirstBoxIsAnother() throws Exception {
    byte[] mp4 =
        Files.readAllBytes(
            FilmWriter.film("mp4", "mpeg4", "yuv420p").write(folder.resolve("film")));
    for (String first : new String[] {"uuid", "junk", "skip", "pnot"}) {
      Path file = Files.write(folder.resolve("other"), Boxes.renamed(mp4, "ftyp", first));
      assertEquals(12, decode(file).frames().size(), first);
      assertTrue(decode(file).format() == SourceFormat.MP4);
    }
  }

  private byte[] avi() throws Exception {
    return Files.readAllBytes(
        FilmWriter.film("avi", "mjpeg", "yuvj420p").write(folder.resolve("avi")));
  }

  private static Cine decode(Path file) {
    return new VideoDecoder().decode(file, DecodeLimits.DEFAULT);
  }
}
