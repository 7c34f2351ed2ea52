package org.echomotion.ingest.phantom;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;

/**
 * Writes gray frames as Motion JPEG in AVI. Equal frames give equal bytes: no version string, no
 * date, one encoder thread.
 */
public final class MjpegAvi implements Closeable {

  private static final double FINE_QUALITY = 3;

  private final FFmpegFrameRecorder recorder;
  private final Frame frame;
  private final int width;
  private final int height;

  public MjpegAvi(Path file, int width, int height, double fps) throws IOException {
    avutil.av_log_set_level(avutil.AV_LOG_ERROR);
    this.width = width;
    this.height = height;
    this.frame = new Frame(width, height, Frame.DEPTH_UBYTE, 1);
    this.recorder = new FFmpegFrameRecorder(file.toFile(), width, height, 0);
    recorder.setFormat("avi");
    recorder.setVideoCodec(avcodec.AV_CODEC_ID_MJPEG);
    recorder.setPixelFormat(avutil.AV_PIX_FMT_YUVJ420P);
    recorder.setFrameRate(fps);
    recorder.setVideoQuality(FINE_QUALITY);
    recorder.setVideoOption("threads", "1");
    recorder.setVideoOption("flags", "+bitexact");
    recorder.setOption("fflags", "+bitexact");
    recorder.start();
  }

  /**
   * Writes a frame.
   *
   * @param gray uint8 [height * width]
   */
  public void write(byte[] gray) throws IOException {
    ByteBuffer rows = (ByteBuffer) frame.image[0];
    for (int row = 0; row < height; row++) {
      rows.position(row * frame.imageStride);
      rows.put(gray, row * width, width);
    }
    rows.position(0);
    recorder.record(frame, avutil.AV_PIX_FMT_GRAY8);
  }

  @Override
  public void close() throws IOException {
    try {
      recorder.stop();
    } finally {
      recorder.release();
      frame.close();
    }
  }
}
