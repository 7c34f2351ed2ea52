package org.echomotion.xai.overlay;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_H264;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.Frame;
import org.bytedeco.javacv.FrameRecorder;
import org.echomotion.error.EchoMotionException;
import org.echomotion.xai.XaiError;

/**
 * H.264 in MP4, 4:2:0, index first, which every current browser plays. The encoder is OpenH264 in
 * one thread with a fixed quantiser and without time stamps in the file, so that the same pictures
 * give the same bytes.
 */
final class VideoEncoder implements AutoCloseable {

  /** From 0 to 51. At 24 lines of two pixels stay sharp and speckle is preserved. */
  private static final String QUANTISER = "24";

  private final FFmpegFrameRecorder recorder;
  private final Frame frame;
  private final ByteBuffer pixels;

  /**
   * @param width width in pixels, even
   * @param height height in pixels, even
   * @throws EchoMotionException {@code VIDEO_NOT_ENCODED} if the encoder does not start
   */
  VideoEncoder(Path file, int width, int height, double frameRateHz) {
    av_log_set_level(AV_LOG_ERROR);
    frame = new Frame(width, height, Frame.DEPTH_UBYTE, 3, 3 * width);
    pixels = (ByteBuffer) frame.image[0];
    recorder = new FFmpegFrameRecorder(file.toFile(), width, height);
    recorder.setFormat("mp4");
    recorder.setVideoCodec(AV_CODEC_ID_H264);
    recorder.setVideoCodecName("libopenh264");
    recorder.setPixelFormat(AV_PIX_FMT_YUV420P);
    recorder.setFrameRate(frameRateHz);
    recorder.setGopSize((int) Math.max(1, Math.round(frameRateHz)));
    recorder.setVideoBitrate(0);
    recorder.setVideoOption("rc_mode", "off");
    recorder.setVideoOption("qmin", QUANTISER);
    recorder.setVideoOption("qmax", QUANTISER);
    recorder.setVideoOption("threads", "1");
    recorder.setVideoOption("flags", "+bitexact");
    recorder.setOption("fflags", "+bitexact");
    recorder.setOption("movflags", "+faststart");
    try {
      recorder.start();
    } catch (FrameRecorder.Exception e) {
      throw new EchoMotionException(e, XaiError.VIDEO_NOT_ENCODED);
    }
  }

  /** Adds a picture, {@code TYPE_3BYTE_BGR}, of the video's size. */
  void add(BufferedImage picture) {
    pixels.clear();
    pixels.put(((DataBufferByte) picture.getRaster().getDataBuffer()).getData());
    pixels.flip();
    try {
      recorder.record(frame, AV_PIX_FMT_BGR24);
    } catch (FrameRecorder.Exception e) {
      throw new EchoMotionException(e, XaiError.VIDEO_NOT_ENCODED);
    }
  }

  @Override
  public void close() {
    try {
      recorder.close();
      frame.close();
    } catch (FrameRecorder.Exception e) {
      throw new EchoMotionException(e, XaiError.VIDEO_NOT_ENCODED);
    }
  }
}
