package org.echomotion.ingest.dicom.pixels;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.echomotion.ingest.decode.DecodeLimits;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.ingest.dicom.parse.Refusal;

/**
 * The stated shape of the frames and their samples, checked against the supported range.
 *
 * @param rows rows of a frame, at least 1
 * @param columns columns of a frame, at least 1
 * @param statedFrames number of frames, at least 1; empty if the file does not state it
 * @param photometric meaning of the samples; a pixel has {@code photometric.samples} of them
 * @param bytesPerSample 1, or 2 if there is one sample per pixel
 * @param bitsStored meaningful bits of a sample, 1 to 8 * bytesPerSample
 * @param highBit position of the highest stored bit, from 0
 * @param signed whether samples are two's complement
 * @param planar whether a frame holds all reds, then all greens, then all blues
 */
public record ImageDescription(
    int rows,
    int columns,
    OptionalInt statedFrames,
    Photometric photometric,
    int bytesPerSample,
    int bitsStored,
    int highBit,
    boolean signed,
    boolean planar) {

  /**
   * Reads the shape from the attributes.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if attributes are missing
   *     or contradict each other, {@code UNSUPPORTED} if the kind of image is not supported, {@code
   *     TOO_LARGE} above {@code limits}
   */
  public static ImageDescription of(DataSet attributes, DecodeLimits limits) {
    int rows = attributes.number(Attribute.ROWS, 0);
    int columns = attributes.number(Attribute.COLUMNS, 0);
    if (rows < 1 || columns < 1) {
      throw Refusal.unreadable("it does not state its rows and columns");
    }
    OptionalInt frames = statedFrames(attributes, limits);
    requireWithin(limits, frames.orElse(1), rows, columns);
    Photometric photometric =
        Photometric.ofTerm(
            attributes
                .text(Attribute.PHOTOMETRIC_INTERPRETATION)
                .orElseThrow(() -> Refusal.unreadable("it does not state its colours")));
    int bitsAllocated = attributes.number(Attribute.BITS_ALLOCATED, 0);
    if (bitsAllocated != 8 && !(bitsAllocated == 16 && photometric.samples == 1)) {
      throw Refusal.unsupported(
          bitsAllocated
              + " bits for each of "
              + photometric.samples
              + " samples. It reads 8 bits, and 16 bits in gray and palette pictures");
    }
    int bitsStored = attributes.number(Attribute.BITS_STORED, bitsAllocated);
    if (bitsStored < 1 || bitsStored > bitsAllocated) {
      throw Refusal.unreadable("it stores more bits than it allocates");
    }
    int highBit = attributes.number(Attribute.HIGH_BIT, bitsStored - 1);
    // A high bit that is too low for the stored bits is an error in the file.
    boolean sound = highBit >= bitsStored - 1 && highBit < bitsAllocated;
    return new ImageDescription(
        rows,
        columns,
        frames,
        photometric,
        bitsAllocated / 8,
        bitsStored,
        sound ? highBit : bitsStored - 1,
        attributes.number(Attribute.PIXEL_REPRESENTATION, 0) == 1,
        attributes.number(Attribute.PLANAR_CONFIGURATION, 0) == 1);
  }

  private static OptionalInt statedFrames(DataSet attributes, DecodeLimits limits) {
    OptionalDouble stated = attributes.decimal(Attribute.NUMBER_OF_FRAMES);
    if (stated.isEmpty() && attributes.text(Attribute.NUMBER_OF_FRAMES).isEmpty()) {
      return OptionalInt.empty();
    }
    double frames = stated.orElse(0);
    if (frames < 1 || frames != Math.rint(frames)) {
      throw Refusal.unreadable("its number of frames is not a whole number above 0");
    }
    requireWithin(limits, (long) Math.min(frames, 1e15), 1, 1);
    return OptionalInt.of((int) frames);
  }

  /**
   * Checks a number of frames of this size against the limits.
   *
   * @throws org.echomotion.error.EchoMotionException {@code TOO_LARGE}
   */
  void requireWithin(DecodeLimits limits, long frames) {
    requireWithin(limits, frames, rows, columns);
  }

  private static void requireWithin(DecodeLimits limits, long frames, int rows, int columns) {
    limits
        .exceededBy(frames, rows, columns)
        .ifPresent(
            what -> {
              throw Refusal.tooLarge(what);
            });
  }

  /** The same description with another photometric interpretation. */
  ImageDescription withPhotometric(Photometric other) {
    return new ImageDescription(
        rows, columns, statedFrames, other, bytesPerSample, bitsStored, highBit, signed, planar);
  }

  int pixels() {
    return rows * columns;
  }

  /** Bytes of a frame if each pixel has all samples. */
  long frameBytes() {
    return (long) pixels() * photometric.samples * bytesPerSample;
  }

  /**
   * Shifts samples in place so that the stored bits begin at the lowest bit.
   *
   * @param planes uint16 [planes][rows * columns]
   * @param codedBits number of coded bits of each sample
   */
  short[][] stored(short[][] planes, int codedBits) {
    int shift = codedBits > highBit ? highBit + 1 - bitsStored : 0;
    if (shift > 0) {
      for (short[] plane : planes) {
        for (int i = 0; i < plane.length; i++) {
          plane[i] = (short) ((plane[i] & 0xffff) >> shift);
        }
      }
    }
    return planes;
  }
}
