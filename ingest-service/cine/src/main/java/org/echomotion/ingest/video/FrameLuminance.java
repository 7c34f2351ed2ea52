package org.echomotion.ingest.video;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ420P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ422P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ440P;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUVJ444P;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_DEFAULT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_POINT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** From a decoded video frame to 8-bit luminance, 0 black to 255 white (ITU-R BT.601). */
public final class FrameLuminance {

  private FrameLuminance() {}

  /**
   * uint8 [rows * columns]; empty if the frame's pixels are of a kind that cannot be converted. The
   * stored Y of YCbCr is taken as it is where it has the full range, and stretched from 16..235.
   */
  static Optional<byte[]> of(AVFrame frame) {
    AVPixFmtDescriptor pixels = av_pix_fmt_desc_get(frame.format());
    if (pixels == null) {
      return Optional.empty();
    }
    long coloured = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL;
    boolean lumaPlane =
        (pixels.flags() & coloured) == 0
            && pixels.comp(0).depth() == 8
            && pixels.comp(0).step() == 1
            && pixels.comp(0).plane() == 0;
    return lumaPlane ? Optional.of(lumaPlane(frame)) : throughRgb(frame);
  }

  private static byte[] lumaPlane(AVFrame frame) {
    byte[] gray = rows(frame.data(0), frame.linesize(0), frame.width(), frame.height());
    if (!fullRange(frame)) {
      for (int i = 0; i < gray.length; i++) {
        int stretched = ((gray[i] & 0xff) - 16) * 255 + 109;
        gray[i] = (byte) Math.max(0, Math.min(255, Math.floorDiv(stretched, 219)));
      }
    }
    return gray;
  }

  private static boolean fullRange(AVFrame frame) {
    return frame.color_range() == AVCOL_RANGE_JPEG
        || switch (frame.format()) {
          case AV_PIX_FMT_GRAY8,
              AV_PIX_FMT_YUVJ420P,
              AV_PIX_FMT_YUVJ422P,
              AV_PIX_FMT_YUVJ440P,
              AV_PIX_FMT_YUVJ444P ->
              true;
          default -> false;
        };
  }

  private static byte[] rows(BytePointer data, int stride, int width, int height) {
    byte[] bytes = new byte[width * height];
    for (int y = 0; y < height; y++) {
      // A bottom-up picture has a negative stride.
      data.position((long) y * stride).get(bytes, y * width, width);
    }
    return bytes;
  }

  private static Optional<byte[]> throughRgb(AVFrame frame) {
    int width = frame.width();
    int height = frame.height();
    SwsContext scaler =
        sws_getContext(
            width,
            height,
            frame.format(),
            width,
            height,
            AV_PIX_FMT_RGB24,
            SWS_POINT | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT,
            (SwsFilter) null,
            (SwsFilter) null,
            (DoublePointer) null);
    if (scaler == null) {
      return Optional.empty();
    }
    boolean coloured =
        (av_pix_fmt_desc_get(frame.format()).flags() & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL))
            != 0;
    if (frame.color_range() == AVCOL_RANGE_JPEG && !coloured) {
      IntPointer matrix = sws_getCoefficients(SWS_CS_DEFAULT);
      sws_setColorspaceDetails(scaler, matrix, 1, matrix, 1, 0, 1 << 16, 1 << 16);
    }
    // The scaler writes whole vectors, a little beyond a row's end.
    int stride = (3 * width + 63) / 64 * 64;
    try (BytePointer rgb = new BytePointer((long) stride * height + 64);
        PointerPointer<BytePointer> planes = new PointerPointer<BytePointer>(4).put(0, rgb);
        IntPointer strides = new IntPointer(stride, 0, 0, 0)) {
      sws_scale(scaler, new PointerPointer<>(frame), frame.linesize(), 0, height, planes, strides);
      byte[] bytes = rows(rgb, stride, 3 * width, height);
      byte[] gray = new byte[width * height];
      for (int i = 0; i < gray.length; i++) {
        int red = bytes[3 * i] & 0xff;
        int green = bytes[3 * i + 1] & 0xff;
        int blue = bytes[3 * i + 2] & 0xff;
        gray[i] = (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
      }
      return Optional.of(gray);
    } finally {
      sws_freeContext(scaler);
    }
  }
}
