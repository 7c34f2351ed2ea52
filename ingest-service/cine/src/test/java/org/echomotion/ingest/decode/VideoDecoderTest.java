package org.echomotion.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.ErrorCode;
import org.echomotion.ingest.CineRecipe;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.TestVideo.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VideoDecoderTest {

  /** Each takes milliseconds; a loaded machine gets time to spare. */
  private static final Duration NO_HANG = Duration.ofSeconds(30);

  private static final CineDecoders DECODERS = CineRecipe.STANDARD.decoders();

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void readsFramesRateAndSizeWhateverTheFileIsCalled(Encoding encoding) throws Exception {
    Path file = TestVideo.write(folder.resolve("cine.dcm"), encoding, 12, 48, 96, 40);
    Cine cine = DECODERS.decode(file, DecodeLimits.DEFAULT);
    assertEquals(12, cine.frames().size());
    assertEquals(48, cine.rows());
    assertEquals(96, cine.columns());
    assertEquals(40, cine.frameRateHz(), 0.01);
    assertTrue(cine.spacing().isEmpty() && cine.view().isEmpty());
    assertEquals(StatedTimes.NONE, cine.times());
    // Compression and the way through limited range cost a few levels, a wrong range 16.
    for (int frame : new int[] {0, 11}) {
      for (int column : new int[] {2, 50, 93}) {
        int level = cine.frames().get(frame)[20 * 96 + column] & 0xff;
        assertEquals(TestVideo.level(frame, column), level, 5, encoding + " " + column);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheFramesTimesWhereOneIsLost(Encoding encoding) throws Exception {
    Path file = TestVideo.write(folder.resolve("lost"), encoding, 12, 48, 96, 40, 5);
    Cine cine = DECODERS.decode(file, DecodeLimits.DEFAULT);
    List<Double> seconds = cine.times().frames();
    assertEquals(12, seconds.size());
    for (int i = 0; i < 12; i++) {
      assertEquals((i < 5 ? i : i + 1) / 40.0, seconds.get(i), 1e-3, encoding + " " + i);
    }
  }

  @Test
  void tellsAviFromMp4() throws Exception {
    Path avi = TestVideo.write(folder.resolve("a"), Encoding.MJPEG_AVI, 3, 16, 16, 50);
    Path mp4 = TestVideo.write(folder.resolve("b"), Encoding.MPEG4_MP4, 3, 16, 16, 50);
    assertSame(SourceFormat.AVI, DECODERS.decode(avi, DecodeLimits.DEFAULT).format());
    assertSame(SourceFormat.MP4, DECODERS.decode(mp4, DecodeLimits.DEFAULT).format());
  }

  @ParameterizedTest
  @EnumSource
  void readsTheWholeFramesSoFarOfAFileThatIsStillArriving(Encoding encoding) throws Exception {
    Path file = TestVideo.write(folder.resolve("whole"), encoding, 40, 48, 96, 40);
    byte[] bytes = Files.readAllBytes(file);
    Cine whole = DECODERS.decode(file, DecodeLimits.DEFAULT);
    int most = 0;
    for (int length = 0; length < bytes.length; length += bytes.length / 16) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
      Optional<Cine> arrived = DECODERS.decodeArrived(cut, DecodeLimits.DEFAULT);
      int frames = arrived.map(cine -> cine.frames().size()).orElse(0);
      assertTrue(frames >= most && frames <= 40, frames + " frames after " + most);
      for (int i = 0; i < frames; i++) {
        assertArrayEquals(whole.frames().get(i), arrived.get().frames().get(i), "frame " + i);
      }
      most = frames;
    }
    // An MP4 file may describe its frames at its end.
    assertTrue(whole.format() == SourceFormat.MP4 || most >= 30, encoding + ": " + most + " of 40");
    assertEquals(40, DECODERS.decodeArrived(file, DecodeLimits.DEFAULT).get().frames().size());
  }

  @ParameterizedTest
  @EnumSource
  void refusesAFileCutAnywhere(Encoding encoding) throws Exception {
    byte[] bytes =
        Files.readAllBytes(TestVideo.write(folder.resolve("whole"), encoding, 12, 48, 96, 40));
    for (int length = 0; length < bytes.length; length += 512) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length));
      assertTimeoutPreemptively(
          NO_HANG,
          () ->
              assertThrows(
                  EchoMotionException.class, () -> DECODERS.decode(cut, DecodeLimits.DEFAULT)),
          "cut at " + length);
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsOrRefusesAFileWithFlippedBytes(Encoding encoding) throws Exception {
    byte[] bytes =
        Files.readAllBytes(TestVideo.write(folder.resolve("whole"), encoding, 12, 48, 96, 40));
    Random random = new Random(11);
    for (int round = 0; round < 60; round++) {
      byte[] flipped = bytes.clone();
      int reach = round % 2 == 0 ? Math.min(bytes.length, 400) : bytes.length;
      for (int flips = 1 + random.nextInt(6); flips > 0; flips--) {
        flipped[random.nextInt(reach)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("flipped"), flipped);
      assertTimeoutPreemptively(
          NO_HANG,
          () -> {
            try {
              DECODERS.decode(file, DecodeLimits.DEFAULT);
            } catch (EchoMotionException refused) {
              // Refusing is as good as reading.
            }
          },
          "round " + round);
    }
  }

  @Test
  void refusesAHeaderThatLiesAboutTheSize() throws Exception {
    byte[] bytes =
        Files.readAllBytes(
            TestVideo.write(folder.resolve("a"), Encoding.RAW_RGB_AVI, 3, 16, 16, 50));
    // BITMAPINFOHEADER behind 'strf' and its length: size, width, height.
    int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("strf") + 8;
    bytes[header + 6] = 0x10;
    assertRefused(IngestError.TOO_LARGE, Files.write(folder.resolve("b"), bytes));
  }

  @Test
  void refusesMoreThanTheLimits() throws Exception {
    Path file = TestVideo.write(folder.resolve("a"), Encoding.MJPEG_AVI, 6, 16, 16, 50);
    Duration minute = Duration.ofMinutes(1);
    Map<String, DecodeLimits> bySetting =
        Map.of(
            "max-frames", new DecodeLimits(5, 256, 10_000, 1_000_000, minute),
            "max-frame-pixels", new DecodeLimits(10, 255, 10_000, 1_000_000, minute),
            "max-pixels", new DecodeLimits(10, 256, 6 * 256 - 1, 1_000_000, minute),
            "max-upload-bytes", new DecodeLimits(10, 256, 10_000, 1_000, minute),
            "max-decode-time", new DecodeLimits(10, 256, 10_000, 1_000_000, Duration.ofNanos(1)));
    for (Map.Entry<String, DecodeLimits> each : bySetting.entrySet()) {
      EchoMotionException refusal =
          assertThrows(EchoMotionException.class, () -> DECODERS.decode(file, each.getValue()));
      assertSame(IngestError.TOO_LARGE, refusal.code());
      String setting = "echomotion.ingest." + each.getKey() + " ";
      assertTrue(refusal.getMessage().contains(setting), refusal.getMessage());
    }
    DecodeLimits enough = new DecodeLimits(6, 256, 6 * 256, 1_000_000, minute);
    assertEquals(6, DECODERS.decode(file, enough).frames().size());
  }

  @Test
  void refusesAStill() throws Exception {
    assertRefused(
        IngestError.TOO_FEW_FRAMES,
        TestVideo.write(folder.resolve("a"), Encoding.MJPEG_AVI, 1, 16, 16, 50));
  }

  @Test
  void refusesEmptyFilesAndOtherTypes() throws Exception {
    assertRefused(IngestError.EMPTY_FILE, text(""));
    assertRefused(IngestError.UNKNOWN_FORMAT, text("%PDF-1.7 and so on, for more than a dozen"));
    assertRefused(IngestError.UNKNOWN_FORMAT, text("\u0089PNG\r\n\u001a\n and so on and so on"));
    assertRefused(IngestError.UNKNOWN_FORMAT, text("x"));
    assertRefused(IngestError.UNREADABLE, text("RIFF\u0004\0\0\0AVI "));
    assertRefused(IngestError.UNREADABLE, text("\0\0\0\u0010ftypisom\0\0\0\0"));
  }

  @Test
  void opensNothingThatAPlaylistNames() throws Exception {
    Path secret = TestVideo.write(folder.resolve("secret"), Encoding.MJPEG_AVI, 3, 16, 16, 50);
    for (String playlist :
        List.of(
            "#EXTM3U\n#EXTINF:1,\nfile://" + secret + "\n#EXT-X-ENDLIST\n",
            "ffconcat version 1.0\nfile " + secret + "\n",
            "RTSPtext\nrtsp://127.0.0.1:1/x\n")) {
      assertRefused(IngestError.UNKNOWN_FORMAT, text(playlist));
      // Dressed up as an AVI or an MP4, of the right length.
      int length = playlist.length() + 4;
      String avi = "RIFF" + (char) length + "\0\0\0AVI " + playlist;
      String mp4 = "\0\0\0" + (char) (8 + playlist.length()) + "moov" + playlist;
      assertThrows(
          EchoMotionException.class, () -> DECODERS.decode(text(avi), DecodeLimits.DEFAULT));
      assertThrows(
          EchoMotionException.class, () -> DECODERS.decode(text(mp4), DecodeLimits.DEFAULT));
    }
  }

  private Path text(String text) throws Exception {
    return Files.write(folder.resolve("text"), text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void assertRefused(ErrorCode expected, Path file) {
    EchoMotionException refusal =
        assertThrows(EchoMotionException.class, () -> DECODERS.decode(file, DecodeLimits.DEFAULT));
    assertSame(expected, refusal.code(), refusal.getMessage());
  }
}
