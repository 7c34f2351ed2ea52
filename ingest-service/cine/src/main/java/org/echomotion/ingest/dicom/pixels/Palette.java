package org.echomotion.ingest.dicom.pixels;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.echomotion.ingest.dicom.parse.Attribute;
import org.echomotion.ingest.dicom.parse.DataSet;
import org.echomotion.ingest.dicom.parse.Refusal;

/**
 * A palette's red, green and blue (DICOM PS3.3, C.7.6.3.1.5 and .6).
 *
 * @param first sample value of the first entry
 * @param red levels of red, 0 to 255, one per entry
 * @param green levels of green, equally many
 * @param blue levels of blue, equally many
 */
record Palette(int first, int[] red, int[] green, int[] blue) {

  private static final int MAX_ENTRIES = 1 << 16;

  /** One colour's attributes. */
  private record Channel(Attribute descriptor, Attribute plain, Attribute segmented) {}

  /** Number of entries, first mapped sample value, bits per entry. */
  private record Descriptor(int entries, int first, int bits) {}

  /**
   * Reads a palette, plain or segmented.
   *
   * @param signed whether samples and the first sample value are two's complement
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if it is missing or has the
   *     wrong size
   */
  static Palette of(DataSet attributes, boolean signed) {
    Channel red =
        new Channel(
            Attribute.RED_PALETTE_DESCRIPTOR,
            Attribute.RED_PALETTE,
            Attribute.SEGMENTED_RED_PALETTE);
    Channel green =
        new Channel(
            Attribute.GREEN_PALETTE_DESCRIPTOR,
            Attribute.GREEN_PALETTE,
            Attribute.SEGMENTED_GREEN_PALETTE);
    Channel blue =
        new Channel(
            Attribute.BLUE_PALETTE_DESCRIPTOR,
            Attribute.BLUE_PALETTE,
            Attribute.SEGMENTED_BLUE_PALETTE);
    Descriptor descriptor = descriptor(attributes, red);
    Palette palette =
        new Palette(
            signed ? (short) descriptor.first : descriptor.first,
            levels(attributes, red),
            levels(attributes, green),
            levels(attributes, blue));
    if (palette.red.length != palette.green.length || palette.red.length != palette.blue.length) {
      throw Refusal.unreadable("its palettes are of different sizes");
    }
    return palette;
  }

  /** The entry of a sample; samples outside the palette use its first or last entry. */
  int entry(int sample) {
    return Math.max(0, Math.min(red.length - 1, sample - first));
  }

  private static Descriptor descriptor(DataSet attributes, Channel channel) {
    byte[] value =
        attributes
            .bytes(channel.descriptor)
            .filter(bytes -> bytes.length == 6)
            .orElseThrow(() -> Refusal.unreadable("it lacks a palette's descriptor"));
    ByteBuffer words = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    int entries = words.getShort() & 0xffff;
    int first = words.getShort() & 0xffff;
    int bits = words.getShort() & 0xffff;
    if (bits != 8 && bits != 16) {
      throw Refusal.unreadable("its palette has neither 8 nor 16 bits");
    }
    return new Descriptor(entries == 0 ? MAX_ENTRIES : entries, first, bits);
  }

  private static int[] levels(DataSet attributes, Channel channel) {
    Descriptor descriptor = descriptor(attributes, channel);
    int[] levels =
        attributes
            .bytes(channel.plain)
            .map(value -> plain(value, descriptor.entries))
            .or(
                () ->
                    attributes.bytes(channel.segmented).map(value -> segmented(value, descriptor)))
            .orElseThrow(() -> Refusal.unreadable("it lacks its palette"));
    int greatest = 0;
    for (int level : levels) {
      greatest = Math.max(greatest, level);
    }
    // Some scanners state 16 bits and fill only the lower 8.
    if (greatest > 255) {
      for (int i = 0; i < levels.length; i++) {
        levels[i] >>= 8;
      }
    }
    return levels;
  }

  private static int[] plain(byte[] value, int entries) {
    int[] levels = new int[entries];
    if (value.length == entries || value.length == entries + 1) {
      for (int i = 0; i < entries; i++) {
        levels[i] = value[i] & 0xff;
      }
      return levels;
    }
    if (value.length < entries * 2) {
      throw Refusal.unreadable("its palette is shorter than stated");
    }
    ByteBuffer words = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < entries; i++) {
      levels[i] = words.getShort() & 0xffff;
    }
    return levels;
  }

  private static int[] segmented(byte[] value, Descriptor descriptor) {
    return new PaletteSegments(value, descriptor.bits / 8, descriptor.entries).expanded();
  }
}
