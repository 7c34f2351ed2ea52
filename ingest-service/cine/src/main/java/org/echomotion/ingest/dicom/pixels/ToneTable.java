package org.echomotion.ingest.dicom.pixels;

import static org.echomotion.remark.Remark.Basis.DERIVED;
import static org.echomotion.remark.Remark.Property.GRAY_SCALE;

import java.util.List;
import java.util.Optional;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.remark.Remark;
import org.echomotion.sentence.SentenceCode;

/** Maps samples to 8-bit luminance. */
final class ToneTable {

  private static final int SIZE = 1 << 16;

  /** Luminance of each sample value. */
  private final byte[] tones;

  private final List<Remark> remarks;

  private ToneTable(byte[] tones, List<Remark> remarks) {
    this.tones = tones;
    this.remarks = remarks;
  }

  /**
   * The range of a cine's samples.
   *
   * @param least the smallest value
   * @param greatest the largest value
   */
  record Range(int least, int greatest) {

    /**
     * The values shown black and white. If a sample is 0, they are 0 and the highest value with the
     * bits of the largest sample; otherwise the smallest and the largest value. Files with more
     * bits than the scanner used then look as on the scanner.
     */
    Range shown() {
      int used = Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(1, greatest));
      return least == 0 ? new Range(0, (1 << used) - 1) : this;
    }

    /** The range that contains both. */
    Range with(Range other) {
      return new Range(Math.min(least, other.least), Math.max(greatest, other.greatest));
    }
  }

  /**
   * The format of gray samples.
   *
   * @param bits bits of a sample
   * @param signed whether samples are two's complement
   */
  record Gray(int bits, boolean signed) {

    int value(int sample) {
      int stored = sample & ((1 << bits) - 1);
      return signed && stored >> (bits - 1) == 1 ? stored - (1 << bits) : stored;
    }

    Range range(short[] samples) {
      int least = Integer.MAX_VALUE;
      int greatest = Integer.MIN_VALUE;
      for (short sample : samples) {
        int value = value(sample & 0xffff);
        least = Math.min(least, value);
        greatest = Math.max(greatest, value);
      }
      return new Range(least, greatest);
    }
  }

  /**
   * Whether the tones depend on the range of the cine's samples: for gray without a window that is
   * signed or deeper than 8 bits.
   */
  static boolean needsRange(ImageDescription image, Gray gray, DataSet attributes) {
    boolean monochrome =
        image.photometric() == Photometric.MONOCHROME1
            || image.photometric() == Photometric.MONOCHROME2;
    return monochrome && !isPlain(gray) && Window.of(attributes).isEmpty();
  }

  /**
   * The tones of gray and palette pictures. Gray with 8 stored bits is unchanged. Other gray is
   * converted with the stated rescale and first window (DICOM PS3.3, C.11.2.1.2) or, without a
   * window, with the range {@link Range#shown}. MONOCHROME1 is inverted.
   *
   * @param range range of the cine's samples; used only if {@link #needsRange} is true
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if a palette is missing or
   *     has the wrong size
   */
  static ToneTable of(ImageDescription image, Gray gray, Range range, DataSet attributes) {
    return switch (image.photometric()) {
      case PALETTE_COLOR -> palette(Palette.of(attributes, gray.signed), gray);
      case MONOCHROME1, MONOCHROME2 -> gray(image, gray, range, attributes);
      default -> gray(image, new Gray(8, false), range, attributes);
    };
  }

  List<Remark> remarks() {
    return remarks;
  }

  /** uint8 [rows * columns], the luminance of a frame. */
  byte[] luminance(Samples samples) {
    short[][] planes = samples.planes();
    byte[] gray = new byte[planes[0].length];
    int shift = Math.max(0, samples.bits() - 8);
    switch (samples.colour()) {
      case TONE -> {
        for (int i = 0; i < gray.length; i++) {
          gray[i] = tones[planes[0][i] & 0xffff];
        }
      }
      case RGB -> {
        for (int i = 0; i < gray.length; i++) {
          gray[i] =
              luminance(
                  (planes[0][i] & 0xffff) >> shift,
                  (planes[1][i] & 0xffff) >> shift,
                  (planes[2][i] & 0xffff) >> shift);
        }
      }
      case LUMINANCE -> {
        for (int i = 0; i < gray.length; i++) {
          gray[i] = (byte) ((planes[0][i] & 0xffff) >> shift);
        }
      }
      case PARTIAL_LUMINANCE -> {
        for (int i = 0; i < gray.length; i++) {
          gray[i] = level((((planes[0][i] & 0xffff) >> shift) - 16) * 255.0 / 219);
        }
      }
    }
    return gray;
  }

  /** Y of ITU-R BT.601, which defines YBR_FULL. */
  private static byte luminance(int red, int green, int blue) {
    return (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
  }

  private static byte level(double tone) {
    return (byte) Math.round(Math.max(0, Math.min(255, tone)));
  }

  private static boolean isPlain(Gray gray) {
    return gray.bits == 8 && !gray.signed;
  }

  private static ToneTable gray(
      ImageDescription image, Gray gray, Range range, DataSet attributes) {
    Optional<Window> window = Window.of(attributes);
    Range shown = range.shown();
    double span = Math.max(1, (double) shown.greatest - shown.least);
    byte[] tones = new byte[SIZE];
    for (int sample = 0; sample < SIZE; sample++) {
      int stored = gray.value(sample);
      double tone;
      if (isPlain(gray)) {
        tone = stored;
      } else if (window.isPresent()) {
        tone = window.get().tone(stored);
      } else {
        tone = (stored - shown.least) * 255 / span;
      }
      byte level = level(tone);
      tones[sample] =
          image.photometric() == Photometric.MONOCHROME1 ? (byte) (255 - (level & 0xff)) : level;
    }
    return new ToneTable(
        tones,
        needsRange(image, gray, attributes)
            ? List.of(
                new Remark(
                    GRAY_SCALE,
                    DERIVED,
                    SentenceCode.GRAY_WINDOW_UNSTATED.text(shown.least, shown.greatest)))
            : List.of());
  }

  private static ToneTable palette(Palette palette, Gray gray) {
    byte[] tones = new byte[SIZE];
    for (int sample = 0; sample < SIZE; sample++) {
      int entry = palette.entry(gray.value(sample));
      tones[sample] =
          luminance(palette.red()[entry], palette.green()[entry], palette.blue()[entry]);
    }
    return new ToneTable(tones, List.of());
  }
}
