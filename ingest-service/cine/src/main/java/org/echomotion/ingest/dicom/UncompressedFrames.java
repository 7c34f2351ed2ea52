package org.echomotion.ingest.dicom;

/** Frames as they are (DICOM PS3.5, section 8.1). */
final class UncompressedFrames implements FrameCodec {

  /** Bytes of a frame; YBR_FULL_422 stores two pixels as Y Y Cb Cr. */
  static long frameBytes(ImageDescription image) {
    return image.photometric() == Photometric.YBR_FULL_422
        ? 2L * image.pixels()
        : image.frameBytes();
  }

  @Override
  public Samples unpack(byte[] packed, ImageDescription image) {
    int pixels = image.pixels();
    short[][] planes = new short[image.photometric().samples][pixels];
    if (image.photometric() == Photometric.YBR_FULL_422) {
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
    return new Samples(Samples.colour(image.photometric()), planes);
  }
}
