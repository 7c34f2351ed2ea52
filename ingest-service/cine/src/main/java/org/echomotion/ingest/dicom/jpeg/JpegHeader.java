package org.echomotion.ingest.dicom.jpeg;

import org.echomotion.ingest.dicom.parse.Refusal;
import org.echomotion.ingest.dicom.parse.TransferSyntax;

/**
 * The header of a JPEG or JPEG-LS stream (ITU-T T.81, annex B; T.87, annex C).
 *
 * @param coding the coding process
 * @param precision bits of a sample, 2 to 16
 * @param rows rows of the picture
 * @param columns columns of the picture
 * @param components samples per pixel
 * @param subsampled whether the components have different sizes
 * @param colours meaning of the three components, from the Adobe or JFIF marker or the components'
 *     names
 */
public record JpegHeader(
    Coding coding,
    int precision,
    int rows,
    int columns,
    int components,
    boolean subsampled,
    Colours colours) {

  /** The supported coding processes. */
  public enum Coding {
    BASELINE,
    EXTENDED,
    PROGRESSIVE,
    LOSSLESS,
    JPEG_LS
  }

  /** The stated meaning of three components. */
  public enum Colours {
    RGB,
    YCBCR,
    UNSTATED
  }

  /** A progressive picture has about 10 scans, each over the whole picture. */
  private static final int MAX_SCANS = 100;

  public static JpegHeader of(byte[] stream) {
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
      if (length < 2 || at + length > stream.length || marker == 0xda || marker == 0xd9) {
        throw damaged();
      }
      if (marker == 0xe0 && starts(stream, at + 2, "JFIF")) {
        marked = Colours.YCBCR;
      } else if (marker == 0xee && length >= 14 && starts(stream, at + 2, "Adobe")) {
        marked = stream[at + 13] == 0 ? Colours.RGB : Colours.YCBCR;
      } else if (isFrame(marker)) {
        return frame(stream, at, length, marker, marked);
      }
      at += length;
    }
  }

  private static boolean isFrame(int marker) {
    boolean table = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
    return marker == 0xf7 || (marker >= 0xc0 && marker <= 0xcf && !table);
  }

  private static JpegHeader frame(byte[] stream, int at, int length, int marker, Colours marked) {
    int components = length >= 8 ? stream[at + 7] & 0xff : 0;
    int precision = stream[at + 2] & 0xff;
    if (length < 8 + 3 * components || precision < 2 || precision > 16) {
      throw damaged();
    }
    boolean subsampled = false;
    for (int i = 1; i < components; i++) {
      subsampled |= stream[at + 9 + 3 * i] != stream[at + 9];
    }
    boolean named =
        components == 3
            && stream[at + 8] == 'R'
            && stream[at + 11] == 'G'
            && stream[at + 14] == 'B';
    Coding coding = coding(marker);
    if (coding == Coding.PROGRESSIVE) {
      requireFewScans(stream);
    }
    return new JpegHeader(
        coding,
        precision,
        u16(stream, at + 3),
        u16(stream, at + 5),
        components,
        subsampled,
        marked == Colours.UNSTATED && named ? Colours.RGB : marked);
  }

  private static Coding coding(int marker) {
    return switch (marker) {
      case 0xc0 -> Coding.BASELINE;
      case 0xc1 -> Coding.EXTENDED;
      case 0xc2 -> Coding.PROGRESSIVE;
      case 0xc3 -> Coding.LOSSLESS;
      case 0xf7 -> Coding.JPEG_LS;
      default ->
          throw TransferSyntax.unsupported(
              marker >= 0xc9 ? "arithmetic-coded JPEG" : "hierarchical JPEG");
    };
  }

  private static void requireFewScans(byte[] stream) {
    int scans = 0;
    for (int i = 0; i + 1 < stream.length; i++) {
      scans += (stream[i] & 0xff) == 0xff && (stream[i + 1] & 0xff) == 0xda ? 1 : 0;
    }
    if (scans > MAX_SCANS) {
      throw damaged();
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
