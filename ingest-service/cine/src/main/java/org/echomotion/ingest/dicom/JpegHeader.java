package org.echomotion.ingest.dicom;

/**
 * What a JPEG stream says about itself before its picture (ITU-T T.81, annex B).
 *
 * @param process the start-of-frame marker's second byte
 * @param precision bits of a sample
 * @param rows rows
 * @param columns columns
 * @param components samples of a pixel
 * @param colours what its three components are, by the Adobe or JFIF mark or the components' names
 */
record JpegHeader(
    int process, int precision, int rows, int columns, int components, Colours colours) {

  /** What a stream says about its three components. */
  enum Colours {
    RGB,
    YCBCR,
    UNSTATED
  }

  static JpegHeader of(byte[] stream) {
    Colours marked = Colours.UNSTATED;
    int at = 2;
    if (u16(stream, 0) != 0xffd8) {
      throw damaged();
    }
    while (true) {
      if (at >= stream.length || (stream[at] & 0xff) != 0xff) {
        throw damaged();
      }
      while (at < stream.length && (stream[at] & 0xff) == 0xff) {
        at++;
      }
      if (at >= stream.length) {
        throw damaged();
      }
      int marker = stream[at++] & 0xff;
      int length = u16(stream, at);
      boolean frame =
          marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
      if (length < 2 || at + length > stream.length || marker == 0xda || marker == 0xd9) {
        throw damaged();
      }
      if (marker == 0xe0 && starts(stream, at + 2, "JFIF")) {
        marked = Colours.YCBCR;
      } else if (marker == 0xee && length >= 14 && starts(stream, at + 2, "Adobe")) {
        marked = stream[at + 13] == 0 ? Colours.RGB : Colours.YCBCR;
      } else if (frame) {
        int components = length >= 8 ? stream[at + 7] & 0xff : 0;
        if (length < 8 + 3 * components) {
          throw damaged();
        }
        if (marked == Colours.UNSTATED
            && components == 3
            && stream[at + 8] == 'R'
            && stream[at + 11] == 'G'
            && stream[at + 14] == 'B') {
          marked = Colours.RGB;
        }
        return new JpegHeader(
            marker,
            stream[at + 2] & 0xff,
            u16(stream, at + 3),
            u16(stream, at + 5),
            components,
            marked);
      }
      at += length;
    }
  }

  private static boolean starts(byte[] stream, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= stream.length || stream[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int u16(byte[] stream, int at) {
    if (at + 2 > stream.length) {
      throw damaged();
    }
    return ((stream[at] & 0xff) << 8) | (stream[at + 1] & 0xff);
  }

  private static RuntimeException damaged() {
    return Refusal.unreadable("a frame's JPEG data is damaged");
  }
}
