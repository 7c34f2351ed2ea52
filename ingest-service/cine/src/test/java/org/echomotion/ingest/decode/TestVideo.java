package org.echomotion.ingest.decode;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MPEG4;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_RAWVIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.echomotion.ingest.video.FfmpegLog;

/** Writes small videos with JavaCV, in the encodings that scanners and public sets use. */
final class TestVideo {

  /** Container, codec and stored pixels. */
  enum Encoding {
    MJPEG_AVI("avi", AV_CODEC_ID_MJPEG, AV_PIX_FMT_YUVJ420P),
    RAW_RGB_AVI("avi", AV_CODEC_ID_RAWVIDEO, AV_PIX_FMT_BGR24),
    MPEG4_MP4("mp4", AV_CODEC_ID_MPEG4, AV_PIX_FMT_YUV420P),
    MPEG4_MOV("mov", AV_CODEC_ID_MPEG4, AV_PIX_FMT_YUV420P);

    private final String container;
    private final int codec;
    private final int pixels;

    Encoding(String container, int codec, int pixels) {
      this.container = container;
      this.codec = codec;
      this.pixels = pixels;
    }
  }

  private TestVideo() {}

  /** Gray of frame {@code frame} at that column: a ramp that moves one level for each frame. */
  static int level(int frame, int column) {
    return 20 + 2 * column + frame;
  }

  /** Frames of {@link #level} gray. */
  static Path write(Path file, Encoding encoding, int frames, int rows, int columns, double rateHz)
      throws Exception {
    return write(file, encoding, frames, rows, columns, rateHz, -1);
  }

  /**
   * The same with a frame lost by the recorder: the frames from {@code afterLost} on are one
   * interval late; below 0, no frame is lost.
   */
  static Path write(
      Path file, Encoding encoding, int frames, int rows, int columns, double rateHz, int afterLost)
      throws Exception {
    FfmpegLog.silence();
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), columns, rows, 0)) {
      recorder.setFormat(encoding.container);
      recorder.setVideoCodec(encoding.codec);
      recorder.setPixelFormat(encoding.pixels);
      recorder.setFrameRate(rateHz);
      recorder.setVideoQuality(1);
      recorder.start();
      for (int i = 0; i < frames; i++) {
        if (afterLost >= 0) {
          recorder.setTimestamp(Math.round((i < afterLost ? i : i + 1) * 1e6 / rateHz));
        }
        recorder.record(frame(i, rows, columns));
      }
      recorder.stop();
    }
    return file;
  }

  private static Frame frame(int index, int rows, int columns) {
    Frame frame = new Frame(columns, rows, Frame.DEPTH_UBYTE, 3);
    ByteBuffer pixels = (ByteBuffer) frame.image[0];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        for (int channel = 0; channel < 3; channel++) {
          pixels.put(y * frame.imageStride + 3 * x + channel, (byte) level(index, x));
        }
      }
    }
    return frame;
  }
}
