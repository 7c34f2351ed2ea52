package org.echomotion.ingest.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/** Cines to upload. */
final class TestCines {

  static final int SIDE = 112;

  private TestCines() {}

  /** The real A4C cine that the product carries. */
  static byte[] realA4c() {
    try {
      return Files.readAllBytes(Path.of("../../docs/samples/a4c.dcm"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A small fan of flickering speckle, MJPEG in AVI, 50 frames per second. */
  static byte[] avi(int seed, int frames) {
    return avi(seed, frames, 1);
  }

  /** Two such fans side by side. */
  static byte[] biplaneAvi(int seed, int frames) {
    return avi(seed, frames, 2);
  }

  /** The real A4C cine, as if it were an X-ray angiography. */
  static byte[] angiography() {
    byte[] file = realA4c();
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int modality = text.indexOf("\b\0\u0060\0CS\u0002\0US");
    file[modality + 8] = 'X';
    file[modality + 9] = 'A';
    return file;
  }

  private static byte[] avi(int seed, int frames, int planes) {
    int width = planes * SIDE;
    // Two fans must not touch.
    double slope = planes == 1 ? 0.8 : 0.45;
    Random random = new Random(seed);
    try {
      Path file = Files.createTempFile("cine", ".avi");
      try (FFmpegFrameRecorder avi = new FFmpegFrameRecorder(file.toFile(), width, SIDE)) {
        avi.setFormat("avi");
        avi.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
        avi.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
        avi.setFrameRate(50);
        avi.start();
        for (int i = 0; i < frames; i++) {
          try (Frame frame = new Frame(width, SIDE, Frame.DEPTH_UBYTE, 1)) {
            ByteBuffer pixels = (ByteBuffer) frame.image[0];
            for (int y = 0; y < SIDE; y++) {
              for (int x = 0; x < width; x++) {
                boolean inside = Math.abs(x % SIDE - SIDE / 2) <= y * slope && y > 3 && y < 108;
                pixels.put(
                    y * frame.imageStride + x, (byte) (inside ? 40 + random.nextInt(120) : 0));
              }
            }
            avi.record(frame, avutil.AV_PIX_FMT_GRAY8);
          }
        }
      }
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
