package org.echomotion.ingest.dicom.pixels;

import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_BITSTREAM;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVComponentDescriptor;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.javacpp.BytePointer;
import org.echomotion.ingest.dicom.parse.Refusal;
import org.echomotion.ingest.video.FfmpegLog;

/** Decodes one picture with FFmpeg, without converting its samples. */
final class StillPicture {

  /** FFmpeg includes the padding of rows. */
  private static final long PADDING = 1 << 16;

  private StillPicture() {}

  /** Silences FFmpeg; call before the first picture. */
  static void prepare() {
    FfmpegLog.silence();
  }

  /**
   * The coded samples of a picture.
   *
   * @param packed the compressed picture
   * @param codec FFmpeg's number of the codec
   * @param planes number of components to return, 1 or 3
   * @param precision bits of a sample from the picture's own header
   * @param name name of the codec for the error message
   * @return uint16 [planes][rows * columns]; RGB planes in this order
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if the picture is damaged
   *     or has another size, {@code UNSUPPORTED} if its components are subsampled or otherwise
   *     unusual
   */
  static short[][] planes(
      byte[] packed, int codec, int planes, int precision, ImageDescription image, String name) {
    AVCodecContext decoder = avcodec_alloc_context3(avcodec_find_decoder(codec));
    AVPacket packet = av_packet_alloc();
    AVFrame frame = av_frame_alloc();
    try {
      decoder
          .thread_count(1)
          .max_pixels(2L * image.pixels() + PADDING)
          .err_recognition(AV_EF_EXPLODE);
      if (av_new_packet(packet, packed.length) < 0) {
        throw new OutOfMemoryError("no memory for a compressed frame");
      }
      packet.data().put(packed);
      if (avcodec_open2(decoder, decoder.codec(), (AVDictionary) null) < 0
          || avcodec_send_packet(decoder, packet) < 0
          || avcodec_receive_frame(decoder, frame) < 0
          || frame.decode_error_flags() != 0
          || frame.width() != image.columns()
          || frame.height() != image.rows()) {
        throw Refusal.unreadable("a frame's " + name + " data is damaged");
      }
      return planes(frame, planes, precision, name);
    } finally {
      av_frame_free(frame);
      av_packet_free(packet);
      avcodec_free_context(decoder);
    }
  }

  private static short[][] planes(AVFrame frame, int planes, int precision, String name) {
    AVPixFmtDescriptor pixels = av_pix_fmt_desc_get(frame.format());
    long unusual = AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM | AV_PIX_FMT_FLAG_BE;
    if (pixels == null
        || (pixels.flags() & unusual) != 0
        || pixels.nb_components() < planes
        || pixels.comp(0).depth() < precision
        || (planes > 1 && (pixels.log2_chroma_w() != 0 || pixels.log2_chroma_h() != 0))) {
      throw Refusal.unsupported(
          "an unusual kind of " + name + " samples. It reads gray and colour");
    }
    short[][] samples = new short[planes][];
    for (int plane = 0; plane < planes; plane++) {
      samples[plane] = plane(frame, pixels.comp(plane), precision);
    }
    return samples;
  }

  /** The decoder shifts samples up to fill whole bytes. */
  private static short[] plane(AVFrame frame, AVComponentDescriptor component, int precision) {
    int width = frame.width();
    int bytes = component.depth() > 8 ? 2 : 1;
    int shift = component.depth() - precision;
    short[] samples = new short[width * frame.height()];
    byte[] row = new byte[(width - 1) * component.step() + component.offset() + bytes];
    BytePointer data = frame.data(component.plane());
    for (int y = 0; y < frame.height(); y++) {
      data.position((long) y * frame.linesize(component.plane())).get(row);
      for (int x = 0; x < width; x++) {
        int at = x * component.step() + component.offset();
        int value = (row[at] & 0xff) | (bytes == 2 ? (row[at + 1] & 0xff) << 8 : 0);
        samples[y * width + x] = (short) (value >> component.shift() >> shift);
      }
    }
    return samples;
  }
}
