package org.echomotion.ingest.dicom;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;
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
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY16LE;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV444P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;
import org.echomotion.ingest.decode.FfmpegLog;

/**
 * JPEG 2000 by FFmpeg, which undoes the component transform: YBR_RCT and YBR_ICT come out as RGB.
 */
final class Jpeg2000Frames implements FrameCodec {

  private static final int START_AND_SIZE = 0xff4f_ff51;

  /** Real frames have one tile, or tiles of at least 128 x 128. */
  private static final long MAX_TILES = 4_096;

  /** FFmpeg counts the padding of rows too. */
  private static final long PADDING = 1 << 16;

  Jpeg2000Frames() {
    FfmpegLog.silence();
  }

  @Override
  public Samples unpack(byte[] packed, ImageDescription image) {
    if (image.signed()) {
      throw Refusal.unsupported("signed JPEG 2000 samples");
    }
    int bits = checkedBits(packed, image);
    AVCodecContext decoder = avcodec_alloc_context3(avcodec_find_decoder(AV_CODEC_ID_JPEG2000));
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
        throw damaged();
      }
      return samples(frame, bits, image);
    } finally {
      av_frame_free(frame);
      av_packet_free(packet);
      avcodec_free_context(decoder);
    }
  }

  private static Samples samples(AVFrame frame, int bits, ImageDescription image) {
    int planes = image.photometric().samples;
    Samples.Colour colour =
        switch (image.photometric()) {
          case YBR_ICT, YBR_RCT -> Samples.Colour.RGB;
          default -> Samples.colour(image.photometric());
        };
    short[][] samples = new short[planes][image.pixels()];
    boolean fits =
        switch (frame.format()) {
          case AV_PIX_FMT_GRAY8, AV_PIX_FMT_GRAY16LE -> planes == 1;
          case AV_PIX_FMT_RGB24, AV_PIX_FMT_YUV444P -> planes == 3;
          default -> false;
        };
    if (!fits) {
      throw Refusal.unsupported("another kind of JPEG 2000 samples than gray and colour");
    }
    boolean planar = frame.format() == AV_PIX_FMT_YUV444P;
    int bytes = frame.format() == AV_PIX_FMT_GRAY16LE ? 2 : 1;
    int stride = planar ? 1 : planes;
    // The decoder moves samples up so that they fill whole bytes.
    int shift = 8 * bytes - bits;
    byte[] row = new byte[image.columns() * stride * bytes];
    for (int plane = 0; plane < planes; plane++) {
      BytePointer data = frame.data(planar ? plane : 0);
      for (int y = 0; y < image.rows(); y++) {
        data.position((long) y * frame.linesize(planar ? plane : 0)).get(row);
        for (int x = 0; x < image.columns(); x++) {
          int at = x * stride * bytes + (planar ? 0 : plane);
          int value = (row[at] & 0xff) | (bytes == 2 ? (row[at + 1] & 0xff) << 8 : 0);
          samples[plane][y * image.columns() + x] = (short) (value >> shift);
        }
      }
    }
    return new Samples(colour, samples);
  }

  /**
   * Holds the codestream's size marker (ISO/IEC 15444-1, A.5.1) against what was stated; gives the
   * bits of a sample.
   */
  private static int checkedBits(byte[] packed, ImageDescription image) {
    ByteBuffer stream = ByteBuffer.wrap(packed).order(ByteOrder.BIG_ENDIAN);
    int at = 0;
    while (at + 48 <= packed.length && stream.getInt(at) != START_AND_SIZE) {
      at++;
    }
    if (at + 48 > packed.length) {
      throw damaged();
    }
    long width = u32(stream, at + 8) - u32(stream, at + 16);
    long height = u32(stream, at + 12) - u32(stream, at + 20);
    long tileWidth = u32(stream, at + 24);
    long tileHeight = u32(stream, at + 28);
    int components = stream.getShort(at + 40) & 0xffff;
    if (width != image.columns()
        || height != image.rows()
        || components != image.photometric().samples) {
      throw Refusal.unreadable("a frame's JPEG 2000 data is not of the stated size");
    }
    if (tileWidth < 1
        || tileHeight < 1
        || (width / tileWidth + 1) * (height / tileHeight + 1) > MAX_TILES) {
      throw damaged();
    }
    for (int component = 0; component < components; component++) {
      int bits = at + 42 + 3 * component;
      if (bits + 3 > packed.length
          || (packed[bits] & 0xff) + 1 > 8 * image.bytesPerSample()
          || packed[bits + 1] != 1
          || packed[bits + 2] != 1
          || packed[bits] != packed[at + 42]) {
        throw Refusal.unsupported("subsampled, deeper or signed JPEG 2000 components");
      }
    }
    return packed[at + 42] + 1;
  }

  private static long u32(ByteBuffer stream, int at) {
    return stream.getInt(at) & 0xffffffffL;
  }

  private static RuntimeException damaged() {
    return Refusal.unreadable("a frame's JPEG 2000 data is damaged");
  }
}
