package org.echomotion.ingest.dicom.pixels;

import org.echomotion.ingest.dicom.parse.Refusal;

/** Uncompressed frames (DICOM PS3.5, section 8.1), little endian. */
final class UncompressedFrames implements FrameCodec {

  /** Bytes of a frame; halved chrominance stores two pixels as Y Y Cb Cr. */
  static long frameBytes(ImageDescription image) {
    return switch (image.photometric()) {
      case YBR_FULL_422, YBR_PARTIAL_422 -> 2L * image.pixels();
      case YBR_PARTIAL_420 ->
          throw Refusal.unsupported(
              "YBR_PARTIAL_420 colours that are not compressed as video. It reads YBR_FULL,"
                  + " YBR_FULL_422 and YBR_PARTIAL_422");
      default -> image.frameBytes();
    };
  }

  @Override
  public Samples unpack(byte[] packed, ImageDescription image) {
    int pixels = image.pixels();
    short[][] planes = new short[image.photometric().samples][pixels];
    if (image.photometric().isHalved()) {
      for (int i = 0; i < pixels; i++) {
        planes[0][i] = (short) (packed[i / 2 * 4 + i % 2] & 0xff);
      }
    } else if (image.bytesPerSample() == 2) {
      for (int i = 0; i < pixels; i++) {
        planes[0][i] = (short) ((packed[2 * i] & 0xff) | (packed[2 * i + 1] << 8));
      }
    } else {
      int pixelStride = image.planar() ? 1 : planes.length;
      int planeStride = image.planar() ? pixels : 1;
      for (int plane = 0; plane < planes.length; plane++) {
        for (int i = 0; i < pixels; i++) {
          planes[plane][i] = (short) (packed[i * pixelStride + plane * planeStride] & 0xff);
        }
      }
    }
    int coded = 8 * image.bytesPerSample();
    return new Samples(
        Samples.colour(image.photometric()),
        image.bitsStored(),
        image.signed(),
        image.stored(planes, coded));
  }
}
