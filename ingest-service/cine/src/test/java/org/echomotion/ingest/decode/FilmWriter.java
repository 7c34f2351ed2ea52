package org.echomotion.ingest.decode;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.echomotion.ingest.video.FfmpegLog;

/** Writes small gray films in any container and codec that FFmpeg can write. */
final class FilmWriter {

  private final String container;
  private final String codec;
  private final String pixels;
  private int frames = 12;
  private int rows = 48;
  private int columns = 96;
  private double rateHz = 40;
  private double aspect;
  private int reordered;
  private Optional<IntToDoubleFunction> seconds = Optional.empty();
  private Optional<String> range = Optional.empty();

  private FilmWriter(String container, String codec, String pixels) {
    this.container = container;
    this.codec = codec;
    this.pixels = pixels;
  }

  /**
   * A film of 12 frames, 96 x 48, at 40 Hz.
   *
   * @param container FFmpeg's name of the muxer
   * @param codec FFmpeg's name of the encoder
   * @param pixels FFmpeg's name of the stored pixels
   */
  static FilmWriter film(String container, String codec, String pixels) {
    FfmpegLog.silence();
    return new FilmWriter(container, codec, pixels);
  }

  FilmWriter size(int frames, int rows, int columns) {
    this.frames = frames;
    this.rows = rows;
    this.columns = columns;
    return this;
  }

  FilmWriter rate(double hz) {
    this.rateHz = hz;
    return this;
  }

  /** Width of a pixel divided by its height. */
  FilmWriter pixelAspect(double ratio) {
    this.aspect = ratio;
    return this;
  }

  /** Number of frames stored after a frame that is displayed later. */
  FilmWriter reordered(int most) {
    this.reordered = most;
    return this;
  }

  /** Display time of each frame. */
  FilmWriter at(IntToDoubleFunction secondsOfFrame) {
    this.seconds = Optional.of(secondsOfFrame);
    return this;
  }

  /** States the range of the stored levels as "pc" or "tv"; the actual range is "tv". */
  FilmWriter statedRange(String stated) {
    this.range = Optional.of(stated);
    return this;
  }

  Path write(Path file) throws Exception {
    try (FFmpegFrameRecorder recorder = new FFmpegFrameRecorder(file.toFile(), columns, rows, 0)) {
      recorder.setFormat(container);
      recorder.setVideoCodecName(codec);
      recorder.setPixelFormat(avutil.av_get_pix_fmt(pixels));
      recorder.setFrameRate(rateHz);
      if (!codec.equals("libvpx")) {
        recorder.setVideoQuality(1);
      }
      recorder.setVideoBitrate(4_000_000);
      recorder.setMaxBFrames(reordered);
      recorder.setGopSize(12);
      if (aspect > 0) {
        recorder.setAspectRatio(aspect);
      }
      range.ifPresent(stated -> recorder.setVideoOption("color_range", stated));
      if (codec.equals("libaom-av1")) {
        recorder.setVideoOption("cpu-used", "8");
      }
      recorder.start();
      for (int i = 0; i < frames; i++) {
        if (seconds.isPresent()) {
          recorder.setTimestamp(Math.round(seconds.get().applyAsDouble(i) * 1e6));
        }
        recorder.record(frame(i));
      }
      recorder.stop();
    }
    return file;
  }

  private Frame frame(int index) {
    Frame frame = new Frame(columns, rows, Frame.DEPTH_UBYTE, 3);
    ByteBuffer levels = (ByteBuffer) frame.image[0];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < columns; x++) {
        for (int channel = 0; channel < 3; channel++) {
          levels.put(y * frame.imageStride + 3 * x + channel, (byte) level(index, x, y));
        }
      }
    }
    return frame;
  }

  /** Gray level of a pixel: ramps along both axes, one level brighter with each frame. */
  static int level(int frame, int column, int row) {
    return 20 + Math.min(150, column) + row / 2 + frame;
  }
}
