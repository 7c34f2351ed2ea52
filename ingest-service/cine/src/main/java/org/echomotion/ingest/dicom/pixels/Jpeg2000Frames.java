package org.echomotion.ingest.dicom.pixels;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.echomotion.ingest.dicom.parse.Refusal;

/**
 * Decodes JPEG 2000 and HTJ2K with FFmpeg, which reverses the component transform: YBR_RCT and
 * YBR_ICT become RGB.
 */
final class Jpeg2000Frames implements FrameCodec {

  private static final int START_AND_SIZE = 0xff4f_ff51;

  /** Real frames have one tile, or tiles of at least 128 x 128. */
  private static final long MAX_TILES = 4_096;

  Jpeg2000Frames() {
    StillPicture.prepare();
  }

  /**
   * The size marker of a codestream (ISO/IEC 15444-1, A.5.1).
   *
   * @param components samples per pixel, 1 or 3
   * @param bits bits of each sample
   * @param signed whether samples are two's complement
   */
  private record Size(int components, int bits, boolean signed) {}

  @Override
  public Samples unpack(byte[] packed, ImageDescription image) {
    Size size = size(packed, image);
    short[][] planes =
        StillPicture.planes(
            packed, AV_CODEC_ID_JPEG2000, size.components, size.bits, image, "JPEG 2000");
    if (size.signed) {
      // The decoder adds half the range to signed samples.
      for (short[] plane : planes) {
        for (int i = 0; i < plane.length; i++) {
          plane[i] ^= (short) (1 << (size.bits - 1));
        }
      }
    }
    Samples.Colour colour =
        size.components == 1
            ? Samples.Colour.TONE
            : switch (image.photometric()) {
              case YBR_FULL, YBR_FULL_422, YBR_PARTIAL_422, YBR_PARTIAL_420 ->
                  Samples.Colour.LUMINANCE;
              default -> Samples.Colour.RGB;
            };
    return new Samples(colour, size.bits, size.signed || image.signed(), planes);
  }

  /** Checks the size marker against the file's stated values. */
  private static Size size(byte[] packed, ImageDescription image) {
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
    if (width != image.columns() || height != image.rows()) {
      throw Refusal.unreadable("a frame's JPEG 2000 data is not of the stated size");
    }
    if (components != 1 && components != 3) {
      throw Refusal.unsupported(
          components + " JPEG 2000 components. It reads gray and colours of three components");
    }
    if (tileWidth < 1
        || tileHeight < 1
        || (width / tileWidth + 1) * (height / tileHeight + 1) > MAX_TILES) {
      throw damaged();
    }
    for (int component = 0; component < components; component++) {
      int bits = at + 42 + 3 * component;
      if (bits + 3 > packed.length) {
        throw damaged();
      }
      if ((packed[bits] & 0x7f) + 1 > 16
          || packed[bits + 1] != 1
          || packed[bits + 2] != 1
          || packed[bits] != packed[at + 42]) {
        throw Refusal.unsupported(
            "JPEG 2000 components of different sizes or more than 16 bits. It reads 1 to 16 bits");
      }
    }
    return new Size(components, (packed[at + 42] & 0x7f) + 1, packed[at + 42] < 0);
  }

  private static long u32(ByteBuffer stream, int at) {
    return stream.getInt(at) & 0xffffffffL;
  }

  private static RuntimeException damaged() {
    return Refusal.unreadable("a frame's JPEG 2000 data is damaged");
  }
}
