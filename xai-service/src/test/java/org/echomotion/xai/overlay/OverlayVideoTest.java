package org.echomotion.xai.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameGrabber;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.Java2DFrameConverter;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.xai.Cine;
import org.echomotion.xai.explain.ExplainedClip;
import org.echomotion.xai.plot.VentricleCurve;
import org.echomotion.xai.style.Palette;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverlayVideoTest {

  @TempDir Path folder;

  @Test
  void readsBackWithEveryFrameAtTheRealFrameRate() throws Exception {
    Path file = encode("overlay.mp4");
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
      grabber.start();
      assertEquals(Cine.FRAME_RATE, grabber.getVideoFrameRate(), 1e-6);
      assertEquals(avcodec.AV_CODEC_ID_H264, grabber.getVideoCodec());
      assertEquals(640, grabber.getImageWidth());
      assertEquals(320 + TimeStrip.HEIGHT, grabber.getImageHeight());
      assertEquals(Cine.FRAMES, pictures(grabber).size());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {30.0003, 46.8, 1000 / 27.0, 5})
  void keepsFrameRatesThatAreNoRoundNumber(double frameRateHz) throws Exception {
    Path file = folder.resolve("odd.mp4");
    EjectionFraction result = Cine.result().toBuilder().setFrameRateHz(frameRateHz).build();
    VentricleCurve curve = VentricleCurve.of(result, Cine.FRAMES, true);
    try (OverlayVideo video = new OverlayVideo(file, Cine.GEOMETRY, curve)) {
      for (int i = 0; i < Cine.FRAMES; i++) {
        video.add(i, Cine.displayFrame(i), FrameOutline.NONE);
      }
    }
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
      grabber.start();
      assertEquals(frameRateHz, grabber.getVideoFrameRate(), 1e-3);
      assertEquals(Cine.FRAMES, pictures(grabber).size());
    }
  }

  @Test
  void isPlayableByBrowsers() throws Exception {
    Path file = encode("overlay.mp4");
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(file.toFile())) {
      // What the stream holds, not what the grabber would convert it to.
      grabber.setImageMode(org.bytedeco.javacv.FrameGrabber.ImageMode.RAW);
      grabber.start();
      assertEquals(avutil.AV_PIX_FMT_YUV420P, grabber.getPixelFormat());
    }
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertTrue(bytes.indexOf("moov") < bytes.indexOf("mdat"), "the index comes first");
  }

  @Test
  void drawsTheOutlineWhereTheGeometrySays() throws Exception {
    List<BufferedImage> pictures;
    try (FFmpegFrameGrabber grabber = new FFmpegFrameGrabber(encode("overlay.mp4").toFile())) {
      grabber.start();
      pictures = pictures(grabber);
    }
    // Left edge: working 30 -> (30 + 0.5) / 0.56 * 3.2 = 174.3. Middle row: working 55 ->
    // (55 + 0.5 - 28) / 0.56 * 3.2 = 157.1.
    Color edge = new Color(pictures.get(0).getRGB(174, 157));
    assertTrue(edge.getGreen() > 150 && edge.getRed() < 110, "outline, not " + edge);
    Color inside = new Color(pictures.get(0).getRGB(240, 157));
    assertEquals(Cine.GRAY, inside.getGreen(), 6);
    Color unoutlined = new Color(pictures.get(Cine.GAP).getRGB(174, 157));
    assertEquals(Cine.GRAY, unoutlined.getGreen(), 6);
  }

  @Test
  void isTheSameBytesForTheSameFrames() throws Exception {
    assertArrayEquals(
        Files.readAllBytes(encode("one.mp4")), Files.readAllBytes(encode("other.mp4")));
  }

  @Test
  void paintsTheContourInItsColour() {
    BufferedImage picture =
        new OutlinePainter(Canvas.of(Cine.GEOMETRY, 640)).paint(Cine.displayFrame(0), outline(0));
    assertEquals(Palette.CONTOUR, new Color(picture.getRGB(174, 157)));
    assertEquals(new Color(Cine.GRAY, Cine.GRAY, Cine.GRAY), new Color(picture.getRGB(240, 157)));
  }

  private static FrameOutline outline(int frame) {
    return ExplainedClip.of(Cine.clip(), Cine.result(), Cine.outlines()).outlines().get(frame);
  }

  private Path encode(String name) {
    ExplainedClip evidence = ExplainedClip.of(Cine.clip(), Cine.result(), Cine.outlines());
    Path file = folder.resolve(name);
    try (OverlayVideo video = new OverlayVideo(file, Cine.GEOMETRY, evidence.curve())) {
      for (int i = 0; i < Cine.FRAMES; i++) {
        video.add(i, Cine.displayFrame(i), evidence.outlines().get(i));
      }
    }
    return file;
  }

  private static List<BufferedImage> pictures(FFmpegFrameGrabber grabber) throws Exception {
    List<BufferedImage> pictures = new ArrayList<>();
    Frame frame;
    while ((frame = grabber.grabImage()) != null) {
      try (Java2DFrameConverter converter = new Java2DFrameConverter()) {
        pictures.add(converter.convert(frame));
      }
    }
    return pictures;
  }
}
