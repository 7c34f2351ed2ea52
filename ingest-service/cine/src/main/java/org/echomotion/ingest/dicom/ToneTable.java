package org.echomotion.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** From samples to 8-bit luminance. */
final class ToneTable {

  private static final int SIZE = 1 << 16;

  /** Luminance by sample value; empty for colour. */
  private final byte[] tones;

  private ToneTable(byte[] tones) {
    this.tones = tones;
  }

  /**
   * The tones of gray and palette pictures. Gray of 8 stored bits stays as it is; deeper gray goes
   * through the rescale and the first window that the file states (DICOM PS3.3, C.11.2.1.2), or,
   * without a window, from its whole stored range to 0..255. MONOCHROME1 is turned over.
   *
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if a palette is missing or
   *     of a wrong size, {@code UNSUPPORTED} if it is segmented
   */
  static ToneTable of(ImageDescription image, DataSet attributes) {
    return switch (image.photometric()) {
      case MONOCHROME1, MONOCHROME2 -> new ToneTable(gray(image, attributes));
      case PALETTE_COLOR -> new ToneTable(palette(attributes));
      default -> new ToneTable(new byte[0]);
    };
  }

  /** uint8 [rows * columns], the luminance of a frame. */
  byte[] luminance(Samples samples) {
    short[][] planes = samples.planes();
    byte[] gray = new byte[planes[0].length];
    switch (samples.colour()) {
      case TONE -> {
        for (int i = 0; i < gray.length; i++) {
          gray[i] = tones[planes[0][i] & 0xffff];
        }
      }
      case RGB -> {
        for (int i = 0; i < gray.length; i++) {
          gray[i] = luminance(planes[0][i], planes[1][i], planes[2][i]);
        }
      }
      case LUMINANCE -> {
        for (int i = 0; i < gray.length; i++) {
          gray[i] = (byte) planes[0][i];
        }
      }
    }
    return gray;
  }

  /** Y of ITU-R BT.601, the one that YBR_FULL is defined by. */
  private static byte luminance(int red, int green, int blue) {
    return (byte) ((299 * red + 587 * green + 114 * blue + 500) / 1000);
  }

  private static byte[] gray(ImageDescription image, DataSet attributes) {
    int bits = image.bitsStored();
    double slope = attributes.decimal(Attribute.RESCALE_SLOPE).orElse(1);
    double intercept = attributes.decimal(Attribute.RESCALE_INTERCEPT).orElse(0);
    double width = attributes.decimal(Attribute.WINDOW_WIDTH).orElse(0);
    double center = attributes.decimal(Attribute.WINDOW_CENTER).orElse(0);
    boolean plain = bits == 8 && !image.signed();
    boolean windowed = width >= 1 && attributes.text(Attribute.WINDOW_CENTER).isPresent();
    double least = image.signed() ? -(1 << (bits - 1)) : 0;
    byte[] tones = new byte[SIZE];
    for (int sample = 0; sample < SIZE; sample++) {
      int stored = sample & ((1 << bits) - 1);
      if (image.signed() && stored >> (bits - 1) == 1) {
        stored -= 1 << bits;
      }
      double tone;
      if (plain) {
        tone = stored;
      } else if (windowed) {
        double span = Math.max(width - 1, 1);
        tone = ((stored * slope + intercept - (center - 0.5)) / span + 0.5) * 255;
      } else {
        tone = (stored - least) * 255 / ((1 << bits) - 1);
      }
      int level = (int) Math.round(Math.max(0, Math.min(255, tone)));
      tones[sample] = (byte) (image.photometric() == Photometric.MONOCHROME1 ? 255 - level : level);
    }
    return tones;
  }

  private static byte[] palette(DataSet attributes) {
    int[] descriptor = descriptor(attributes, Attribute.RED_PALETTE_DESCRIPTOR);
    int[] red = levels(attributes, Attribute.RED_PALETTE_DESCRIPTOR, Attribute.RED_PALETTE);
    int[] green = levels(attributes, Attribute.GREEN_PALETTE_DESCRIPTOR, Attribute.GREEN_PALETTE);
    int[] blue = levels(attributes, Attribute.BLUE_PALETTE_DESCRIPTOR, Attribute.BLUE_PALETTE);
    if (red.length != green.length || red.length != blue.length) {
      throw Refusal.unreadable("its palettes are of different sizes");
    }
    byte[] tones = new byte[SIZE];
    for (int sample = 0; sample < SIZE; sample++) {
      int entry = Math.max(0, Math.min(red.length - 1, sample - descriptor[1]));
      tones[sample] = luminance(red[entry], green[entry], blue[entry]);
    }
    return tones;
  }

  /** Entries, first sample value mapped, bits of an entry (DICOM PS3.3, C.7.6.3.1.5). */
  private static int[] descriptor(DataSet attributes, Attribute which) {
    byte[] value =
        attributes
            .bytes(which)
            .filter(bytes -> bytes.length == 6)
            .orElseThrow(() -> Refusal.unreadable("it lacks a palette's descriptor"));
    ByteBuffer words = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    int entries = words.getShort() & 0xffff;
    int first = words.getShort() & 0xffff;
    int bits = words.getShort() & 0xffff;
    if (bits != 8 && bits != 16) {
      throw Refusal.unreadable("its palette has neither 8 nor 16 bits");
    }
    return new int[] {entries == 0 ? SIZE : entries, first, bits};
  }

  private static int[] levels(DataSet attributes, Attribute describing, Attribute holding) {
    int[] descriptor = descriptor(attributes, describing);
    byte[] value =
        attributes
            .bytes(holding)
            .orElseThrow(() -> Refusal.unsupported("a segmented palette, or none"));
    int[] levels = new int[descriptor[0]];
    if (value.length == levels.length || value.length == levels.length + 1) {
      for (int i = 0; i < levels.length; i++) {
        levels[i] = value[i] & 0xff;
      }
      return levels;
    }
    if (value.length < levels.length * 2) {
      throw Refusal.unreadable("its palette is shorter than stated");
    }
    ByteBuffer words = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    int greatest = 0;
    for (int i = 0; i < levels.length; i++) {
      levels[i] = words.getShort() & 0xffff;
      greatest = Math.max(greatest, levels[i]);
    }
    // Some scanners state 16 bits and fill only the lower 8.
    if (greatest > 255) {
      for (int i = 0; i < levels.length; i++) {
        levels[i] >>= 8;
      }
    }
    return levels;
  }
}
