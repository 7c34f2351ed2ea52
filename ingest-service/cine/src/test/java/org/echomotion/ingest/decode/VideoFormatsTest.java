package org.echomotion.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.IngestError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers and codecs: each returns the written frames, rate and levels. */
class VideoFormatsTest {

  private static final CineDecoders DECODERS = CineRecipe.STANDARD.decoders();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "avi, wmv1, yuv420p",
    "avi, wmv2, yuv420p",
    "avi, msmpeg4, yuv420p",
    "avi, msmpeg4v2, yuv420p",
    "avi, utvideo, yuv420p",
    "avi, huffyuv, bgra",
    "avi, ffvhuff, yuv420p",
    "avi, magicyuv, gray",
    "avi, jpeg2000, gray",
    "avi, jpegls, gray",
    "avi, libvpx, yuv420p",
    "avi, png, gray",
    "avi, zlib, bgr24",
    "avi, libopenh264, yuv420p",
    "mp4, libopenh264, yuv420p",
    "mp4, libvpx-vp9, yuv420p",
    "mp4, libaom-av1, yuv420p",
    "mov, prores, yuv422p10le",
    "mov, qtrle, rgb24",
    "mov, jpeg2000, gray",
    "mov, mjpeg, yuvj420p",
    "3gp, mpeg4, yuv420p",
    "matroska, ffv1, gray10le",
    "matroska, libopenh264, yuv420p",
    "webm, libvpx, yuv420p",
    "webm, libvpx-vp9, yuv420p",
    "asf, wmv2, yuv420p",
    "asf, msmpeg4, yuv420p",
    "flv, flv, yuv420p",
    "ivf, libvpx, yuv420p",
    "nut, ffv1, yuv420p",
    "rm, rv20, yuv420p",
    "ogg, libvpx, yuv420p",
  })
  void readsWhatWasWritten(String container, String codec, String pixels) throws Exception {
    Path file = FilmWriter.film(container, codec, pixels).write(folder.resolve("film"));
    assertRead(DECODERS.decode(file, DecodeLimits.DEFAULT), 12, 40);
  }

  /** MPEG-1 and -2 support only certain rates. */
  @ParameterizedTest
  @CsvSource({
    "mpeg, mpeg1video, yuv420p",
    "vob, mpeg2video, yuv420p",
    "mpegts, mpeg2video, yuv420p",
    "mpegts, libopenh264, yuv420p",
    "mpeg1video, mpeg1video, yuv420p",
    "mpeg2video, mpeg2video, yuv420p",
    "mxf, mpeg2video, yuv420p",
    "yuv4mpegpipe, rawvideo, yuv420p",
    "apng, apng, gray",
  })
  void readsMpegAtARateThatItKnows(String container, String codec, String pixels) throws Exception {
    Path file = FilmWriter.film(container, codec, pixels).rate(25).write(folder.resolve("film"));
    assertRead(DECODERS.decode(file, DecodeLimits.DEFAULT), 12, 25);
  }

  @Test
  void readsAGifInHundredthsOfASecond() throws Exception {
    Path file = FilmWriter.film("gif", "gif", "gray").rate(25).write(folder.resolve("film"));
    Cine cine = DECODERS.decode(file, DecodeLimits.DEFAULT);
    assertSame(SourceFormat.VIDEO, cine.format());
    assertEquals(25, cine.frameRateHz(), 0.01);
    assertEquals(FilmWriter.level(3, 50, 20), cine.frames().get(3)[20 * 96 + 50] & 0xff, 8);
  }

  @Test
  void readsH263InItsOwnSizeAndShape() throws Exception {
    Path file =
        FilmWriter.film("3gp", "h263", "yuv420p")
            .size(6, 144, 176)
            .rate(30)
            .pixelAspect(12.0 / 11)
            .write(folder.resolve("film"));
    Cine cine = DECODERS.decode(file, DecodeLimits.DEFAULT);
    assertEquals(176, cine.columns());
    assertEquals(12.0 / 11, cine.pixelAspect(), 1e-6);
  }

  @Test
  void keepsLosslessVideoLossless() throws Exception {
    for (String codec : List.of("ffv1", "huffyuv", "jpegls", "png", "rawvideo")) {
      String pixels =
          codec.equals("huffyuv") ? "rgb24" : codec.equals("rawvideo") ? "bgr24" : "gray";
      Path file = FilmWriter.film("avi", codec, pixels).write(folder.resolve("film"));
      Cine cine = DECODERS.decode(file, DecodeLimits.DEFAULT);
      for (int i = 0; i < 12; i++) {
        for (int p = 0; p < 96 * 48; p++) {
          assertEquals(
              FilmWriter.level(i, p % 96, p / 96), cine.frames().get(i)[p] & 0xff, codec + " " + p);
        }
      }
    }
  }

  @Test
  void takesTheRangeOfTheLevelsFromTheStream() throws Exception {
    for (String pixels : List.of("yuv420p", "yuv420p10le", "yuv422p12le")) {
      FilmWriter film = FilmWriter.film("matroska", "ffv1", pixels);
      Path file = film.statedRange("tv").write(folder.resolve("film"));
      int limited =
          DECODERS.decode(file, DecodeLimits.DEFAULT).frames().get(0)[20 * 96 + 50] & 0xff;
      film.statedRange("pc").write(file);
      int full = DECODERS.decode(file, DecodeLimits.DEFAULT).frames().get(0)[20 * 96 + 50] & 0xff;
      int written = FilmWriter.level(0, 50, 20);
      assertEquals(written, limited, 1.5, pixels);
      assertEquals(16 + written * 219 / 255.0, full, 1.5, pixels);
    }
  }

  @Test
  void namesACodecThatIsNotRead() throws Exception {
    byte[] bytes =
        Files.readAllBytes(
            FilmWriter.film("avi", "rawvideo", "bgr24").write(folder.resolve("film")));
    int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("strf") + 8;
    System.arraycopy("XyZ9".getBytes(StandardCharsets.US_ASCII), 0, bytes, header + 16, 4);
    EchoMotionException refusal = refusal(Files.write(folder.resolve("other"), bytes));
    assertSame(IngestError.UNSUPPORTED, refusal.code());
    assertTrue(refusal.getMessage().contains("codec XyZ9"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("H.264"), refusal.getMessage());
  }

  @Test
  void namesWhatIsNoCine() throws Exception {
    byte[] head = Arrays.copyOf("%PDF-1.7".getBytes(StandardCharsets.US_ASCII), 2_000);
    EchoMotionException refusal = refusal(Files.write(folder.resolve("x.avi"), head));
    assertSame(IngestError.UNKNOWN_FORMAT, refusal.code());
    assertTrue(refusal.getMessage().contains("PDF"), refusal.getMessage());
    assertTrue(refusal.getMessage().contains("WebM"), refusal.getMessage());
  }

  private EchoMotionException refusal(Path file) {
    return assertThrows(
        EchoMotionException.class, () -> DECODERS.decode(file, DecodeLimits.DEFAULT));
  }

  private static void assertRead(Cine cine, int frames, double rateHz) {
    assertEquals(frames, cine.frames().size());
    assertEquals(48, cine.rows());
    assertEquals(96, cine.columns());
    assertEquals(rateHz, cine.frameRateHz(), 0.01 * rateHz);
    assertEquals(StatedTimes.NONE, cine.times());
    assertEquals(1, cine.pixelAspect());
    for (int column : new int[] {4, 50, 90}) {
      int level = cine.frames().get(3)[20 * 96 + column] & 0xff;
      assertEquals(FilmWriter.level(3, column, 20), level, 8, "column " + column);
    }
  }
}
