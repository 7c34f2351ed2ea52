package org.echomotion.ingest.dicom;

import org.echomotion.ingest.decode.DecodeLimits;

/**
 * The shape of the frames and of their samples, as the file states it and within what is read.
 *
 * @param rows rows of a frame, at least 1
 * @param columns columns of a frame, at least 1
 * @param frames frames, at least 1
 * @param photometric what the samples mean; it has {@code photometric.samples} of them
 * @param bytesPerSample 1, or 2 where there is one sample per pixel
 * @param bitsStored meaningful bits of a sample, 1 to 8 * bytesPerSample
 * @param signed whether samples are two's complement
 * @param planar whether a frame holds all reds, then all greens, then all blues
 */
record ImageDescription(
    int rows,
    int columns,
    int frames,
    Photometric photometric,
    int bytesPerSample,
    int bitsStored,
    boolean signed,
    boolean planar) {

  /**
   * Reads the shape from the attributes.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if they are missing or
   *     contradict each other, {@code UNSUPPORTED} if they are of another kind than is read, {@code
   *     TOO_LARGE} above {@code limits}
   */
  static ImageDescription of(DataSet attributes, DecodeLimits limits) {
    int rows = attributes.number(Attribute.ROWS, 0);
    int columns = attributes.number(Attribute.COLUMNS, 0);
    if (rows < 1 || columns < 1) {
      throw Refusal.unreadable("it does not state its rows and columns");
    }
    double frames =
        attributes.bytes(Attribute.NUMBER_OF_FRAMES).isEmpty()
            ? 1
            : attributes.decimal(Attribute.NUMBER_OF_FRAMES).orElse(0);
    if (frames < 1 || frames != Math.rint(frames)) {
      throw Refusal.unreadable("its number of frames is not a whole number above 0");
    }
    limits
        .exceededBy((long) Math.min(frames, 1e15), rows, columns)
        .ifPresent(
            what -> {
              throw Refusal.tooLarge(what);
            });

    Photometric photometric =
        Photometric.ofTerm(
            attributes
                .text(Attribute.PHOTOMETRIC_INTERPRETATION)
                .orElseThrow(() -> Refusal.unreadable("it does not state its colours")));
    if (attributes.number(Attribute.SAMPLES_PER_PIXEL, 1) != photometric.samples) {
      throw Refusal.unreadable("its samples per pixel and its colours do not agree");
    }
    int bitsAllocated = attributes.number(Attribute.BITS_ALLOCATED, 0);
    if (bitsAllocated != 8 && !(bitsAllocated == 16 && photometric.samples == 1)) {
      throw Refusal.unsupported(
          bitsAllocated + " bits for each of " + photometric.samples + " samples");
    }
    int bitsStored = attributes.number(Attribute.BITS_STORED, bitsAllocated);
    if (bitsStored < 1 || bitsStored > bitsAllocated) {
      throw Refusal.unreadable("it stores more bits than it allocates");
    }
    return new ImageDescription(
        rows,
        columns,
        (int) frames,
        photometric,
        bitsAllocated / 8,
        bitsStored,
        attributes.number(Attribute.PIXEL_REPRESENTATION, 0) == 1,
        attributes.number(Attribute.PLANAR_CONFIGURATION, 0) == 1);
  }

  int pixels() {
    return rows * columns;
  }

  /** Bytes of a frame when each pixel has all its samples. */
  long frameBytes() {
    return (long) pixels() * photometric.samples * bytesPerSample;
  }
}
