package org.echomotion.ingest.dicom.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.echomotion.ingest.dicom.parse.Refusal;

/**
 * RLE Lossless: a header of offsets, then one PackBits run for each byte plane (PS3.5, annex G).
 */
final class RleFrames implements FrameCodec {

  private static final int HEADER = 64;

  @Override
  public Samples unpack(byte[] packed, ImageDescription image) {
    int planes = image.photometric().samples;
    int segments = planes * image.bytesPerSample();
    ByteBuffer header = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    if (packed.length < HEADER || header.getInt(0) != segments) {
      throw Refusal.unreadable("a frame's RLE header does not fit the frame");
    }
    short[][] samples = new short[planes][image.pixels()];
    byte[] bytes = new byte[image.pixels()];
    for (int segment = 0; segment < segments; segment++) {
      long from = header.getInt(4 + 4 * segment) & 0xffffffffL;
      long to =
          segment + 1 < segments ? header.getInt(8 + 4 * segment) & 0xffffffffL : packed.length;
      if (from < HEADER || from > to || to > packed.length) {
        throw Refusal.unreadable("a frame's RLE header points outside the frame");
      }
      unpackBits(packed, (int) from, (int) to, bytes);
      // Of a sample's bytes the most significant comes first.
      short[] plane = samples[segment / image.bytesPerSample()];
      for (int i = 0; i < bytes.length; i++) {
        plane[i] = (short) ((plane[i] << 8) | (bytes[i] & 0xff));
      }
    }
    int coded = 8 * image.bytesPerSample();
    return new Samples(
        Samples.colour(image.photometric()),
        image.bitsStored(),
        image.signed(),
        image.stored(samples, coded));
  }

  private static void unpackBits(byte[] packed, int from, int to, byte[] bytes) {
    int at = from;
    int done = 0;
    while (done < bytes.length) {
      if (at >= to) {
        throw Refusal.unreadable("a frame's RLE data ends before the frame is full");
      }
      int control = packed[at++];
      if (control == -128) {
        continue;
      }
      int run = Math.min(Math.abs(control) + 1, bytes.length - done);
      int taken = control < 0 ? 1 : run;
      if (at + taken > to) {
        throw Refusal.unreadable("a frame's RLE data ends before the frame is full");
      }
      for (int i = 0; i < run; i++) {
        bytes[done + i] = packed[control < 0 ? at : at + i];
      }
      at += taken;
      done += run;
    }
  }
}
