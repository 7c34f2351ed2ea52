package org.echomotion.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.Cine;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.decode.PixelSpacing;
import org.echomotion.ingest.video.FfmpegLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Videos as the pixel data of a DICOM file. */
class EncapsulatedVideoTest {

  private static final String MPEG_2 = "1.2.840.10008.1.2.4.100";
  private static final String H_264 = "1.2.840.10008.1.2.4.102";
  private static final int FRAMES = 12;
  private static final int ROWS = 48;
  private static final int COLUMNS = 96;

  /**
   * {@link #FRAMES} frames of the same levels as {@link #video}, made with x265, which is not
   * included.
   */
  private static final String HEVC =
      "AAAAAUABDAH//wFgAAADAJAAAAMAAAMAHpqAkAAAAAFCAQEBYAAAAwCQAAADAAADAB6gMIMWWarkbS5o"
          + "CAAAAwAIAAADAMhAAAAAAUQBwXPZiQAAASgBrCdGvugHF+IKsp5rPOyvwvBvX9XaOS05orlkKJHygjD/"
          + "ZZ+rjDlIUSViVQpey7VXEem34PzP5ABYFOrgAAAAAQIB0Al4QyE6LyAaHKwC27U0jY6GL09tb1DIxXrY"
          + "4Jn7kZgLHqX2KNQClPsTO4De8SkQQAAAAAECAdAR/1EMITIlQEfCQGPTMOdy4Lvdk8YtzgAAAAECAdAY"
          + "n/cQwITJ2Ed893USHZPEWuAAAAABAgHQIL/8kQwCE6JkR3y5BJ41fzv7Qd7SrZO6EG4AAAABAgHQKN//"
          + "LEMAITJ6R3z3idzOdJPEWuAAAAABAgHQMN//LEMAITotIC5B8G5VmzuOt73fNNzVOn3AizpcZFH/gVhR"
          + "z2AAAAABAgHQON//LEMAITIkQEaPx1AdscwfkJPEyywAAAABAgHQQN//LEMAITJuR3yAQJOmoAAAAAEC"
          + "AdBI3/8sQwAhOibAR3y39j2CqibG1y6ih+STuhBuAAAAAQIB0FDf/yxDACEyJEBHfPNiHt3LCoCT0JC0"
          + "WAgAAAABAgHQWN//LEMAITp6R3z2ogH7IJPEWuA=";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "mpeg2video, mpeg2video, " + MPEG_2,
    "mpegts, mpeg2video, " + MPEG_2,
    "mpeg, mpeg2video, 1.2.840.10008.1.2.4.101",
    "h264, libopenh264, " + H_264,
    "mpegts, libopenh264, 1.2.840.10008.1.2.4.104",
    "mp4, libopenh264, " + H_264,
    "mp4, libopenh264, 1.2.840.10008.1.2.4.102.1",
    "mp4, libopenh264, 1.2.840.10008.1.2.1"
  })
  void readsStreamsAndContainersWithTheScaleAndRateOfTheFile(
      String container, String codec, String syntax) throws Exception {
    readsInOneOrTwoFragments(video(container, codec), syntax);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.2.840.10008.1.2.4.107", "1.2.840.10008.1.2.4.108"})
  void readsHevcStreams(String syntax) throws Exception {
    readsInOneOrTwoFragments(Base64.getDecoder().decode(HEVC), syntax);
  }

  private void readsInOneOrTwoFragments(byte[] whole, String syntax) throws Exception {
    byte[] video = Arrays.copyOf(whole, whole.length + whole.length % 2);
    List<byte[]> one = List.of(video);
    int cut = video.length / 4 * 2;
    List<byte[]> two =
        List.of(Arrays.copyOf(video, cut), Arrays.copyOfRange(video, cut, video.length));
    for (List<byte[]> fragments : List.of(one, two)) {
      Cine cine =
          DicomFiles.decode(folder, file(syntax, FRAMES).fragments(new int[0], fragments).bytes());
      assertEquals(FRAMES, cine.frames().size());
      assertEquals(50, cine.frameRateHz());
      assertEquals(Optional.of(new PixelSpacing(0.4, 0.4)), cine.spacing());
      assertEquals(List.of(), cine.remarks());
      for (int frame = 0; frame < FRAMES; frame += 5) {
        byte[] gray = cine.frames().get(frame);
        assertEquals(level(frame, 20), gray[24 * COLUMNS + 20] & 0xff, 4, "frame " + frame);
        assertEquals(level(frame, 80), gray[24 * COLUMNS + 80] & 0xff, 4);
      }
    }
  }

  @Test
  void countsItsFrames() throws Exception {
    byte[] video = video("mpeg2video", "mpeg2video");
    Cine cine =
        DicomFiles.decode(folder, file(MPEG_2, 10).fragments(new int[0], List.of(video)).bytes());
    assertEquals(FRAMES, cine.frames().size());
    assertEquals(
        "The file states 10 frame(s) and holds 12; all 12 are used.", cine.remarks().get(0).text());
  }

  @Test
  void leavesNoTemporaryFile() throws Exception {
    byte[] video = video("mpeg2video", "mpeg2video");
    DicomFiles.decode(folder, file(MPEG_2, FRAMES).fragments(new int[0], List.of(video)).bytes());
    assertThrows(
        EchoMotionException.class,
        () ->
            DicomFiles.decode(
                folder,
                file(MPEG_2, FRAMES).fragments(new int[0], List.of(new byte[100])).bytes()));
    assertEquals(List.of(), scratchFiles());
  }

  @Test
  void refusesAVideoOfAnotherSizeAndOneWithoutFragments() throws Exception {
    byte[] video = video("mpeg2video", "mpeg2video");
    byte[] other =
        DicomWriter.file(MPEG_2)
            .text(0x0018_1063, "DS", "20")
            .image("YBR_PARTIAL_420", 3, FRAMES, 100, 100, 8)
            .fragments(new int[0], List.of(video))
            .bytes();
    byte[] plain = file(MPEG_2, FRAMES).pixels(video).bytes();
    for (byte[] file : List.of(other, plain)) {
      EchoMotionException refusal =
          assertThrows(EchoMotionException.class, () -> DicomFiles.decode(folder, file));
      assertSame(IngestError.UNREADABLE, refusal.code());
    }
  }

  @Test
  void waitsForTheWholeVideo() throws Exception {
    byte[] file =
        file(MPEG_2, FRAMES)
            .fragments(new int[0], List.of(video("mpeg2video", "mpeg2video")))
            .bytes();
    assertEquals(
        Optional.empty(),
        new DicomDecoder().decodeArrived(DicomFiles.write(folder, file), DecodeLimits.DEFAULT));
  }

  private List<String> scratchFiles() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(each -> each.getFileName().toString())
          .filter(n -> n.startsWith("."))
          .toList();
    }
  }

  private static DicomWriter file(String syntax, int frames) {
    return DicomWriter.file(syntax)
        .text(0x0018_1063, "DS", "20")
        .image("YBR_PARTIAL_420", 3, frames, ROWS, COLUMNS, 8)
        .text(0x0028_0030, "DS", "0.4\\0.4");
  }

  private static int level(int frame, int column) {
    return 20 + 2 * column + frame;
  }

  private byte[] video(String container, String codec) throws Exception {
    FfmpegLog.silence();
    Path path = folder.resolve("film");
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(path.toFile(), COLUMNS, ROWS, 0)) {
      recorder.setFormat(container);
      recorder.setVideoCodecName(codec);
      recorder.setFrameRate(25);
      recorder.setVideoQuality(1);
      recorder.setVideoBitrate(4_000_000);
      recorder.setMaxBFrames(0);
      recorder.start();
      for (int index = 0; index < FRAMES; index++) {
        Frame frame = new Frame(COLUMNS, ROWS, Frame.DEPTH_UBYTE, 3);
        ByteBuffer levels = (ByteBuffer) frame.image[0];
        for (int y = 0; y < ROWS; y++) {
          for (int x = 0; x < 3 * COLUMNS; x++) {
            levels.put(y * frame.imageStride + x, (byte) level(index, x / 3));
          }
        }
        recorder.record(frame);
      }
      recorder.stop();
    }
    return Files.readAllBytes(path);
  }
}
