package org.echomotion.ingest.dicom.jpeg;

import org.echomotion.ingest.dicom.parse.Refusal;

/**
 * One picture of JPEG Lossless (ITU-T T.81, annex H): Huffman-coded differences from one of seven
 * predictions. FFmpeg's decoder does not restore all 16-bit samples exactly.
 */
public final class JpegLosslessPicture {

  private static final int START_OF_FRAME = 0xc3;
  private static final int HUFFMAN_TABLES = 0xc4;
  private static final int START_OF_SCAN = 0xda;
  private static final int END_OF_IMAGE = 0xd9;
  private static final int RESTART_INTERVAL = 0xdd;

  private final byte[] stream;
  private final JpegHeader header;
  private final JpegHuffmanTable[] tables = new JpegHuffmanTable[4];
  private final int[] componentIds;
  private final short[][] planes;
  private int restartInterval;
  private int at = 2;

  private JpegLosslessPicture(byte[] stream, JpegHeader header) {
    this.stream = stream;
    this.header = header;
    this.componentIds = new int[header.components()];
    this.planes = new short[header.components()][header.rows() * header.columns()];
  }

  /**
   * Decodes a picture whose components all have the same size.
   *
   * @return uint16 [components][rows * columns]
   * @throws org.echomotion.error.EchoMotionException {@code UNREADABLE} if it is damaged
   */
  public static short[][] planes(byte[] stream, JpegHeader header) {
    JpegLosslessPicture picture = new JpegLosslessPicture(stream, header);
    picture.read();
    return picture.planes;
  }

  private void read() {
    int scanned = 0;
    while (scanned < planes.length) {
      int marker = marker();
      int start = at;
      int length = u16(at);
      if (length < 2 || marker == END_OF_IMAGE) {
        throw damaged();
      }
      switch (marker) {
        case START_OF_FRAME -> {
          for (int i = 0; i < componentIds.length; i++) {
            componentIds[i] = u8(start + 8 + 3 * i);
          }
        }
        case HUFFMAN_TABLES -> readTables(start + 2, start + length);
        case RESTART_INTERVAL -> restartInterval = u16(start + 2);
        case START_OF_SCAN -> {
          scanned += scan(start, length);
          continue;
        }
        default -> {
          // Skips comments and application data.
        }
      }
      at = start + length;
    }
  }

  private int marker() {
    if (u8(at) != 0xff) {
      throw damaged();
    }
    while (u8(at) == 0xff) {
      at++;
    }
    return u8(at++);
  }

  private void readTables(int from, int end) {
    int table = from;
    while (table < end) {
      int where = u8(table) & 3;
      tables[where] = JpegHuffmanTable.of(stream, table + 1);
      table += 1 + tables[where].bytes();
    }
  }

  /** Reads a scan and returns its number of components. */
  private int scan(int start, int length) {
    int count = u8(start + 2);
    if (count < 1 || count > planes.length || length < 6 + 2 * count) {
      throw damaged();
    }
    short[][] scanned = new short[count][];
    JpegHuffmanTable[] coded = new JpegHuffmanTable[count];
    for (int i = 0; i < count; i++) {
      scanned[i] = planes[component(u8(start + 3 + 2 * i))];
      JpegHuffmanTable table = tables[(u8(start + 4 + 2 * i) >> 4) & 3];
      if (table == null) {
        throw damaged();
      }
      coded[i] = table;
    }
    int predictor = u8(start + 3 + 2 * count);
    int pointTransform = u8(start + 5 + 2 * count) & 15;
    if (predictor < 1 || predictor > 7 || pointTransform >= header.precision()) {
      throw damaged();
    }
    JpegBits bits = new JpegBits(stream, start + length);
    decode(bits, scanned, coded, predictor, pointTransform);
    at = bits.nextMarker();
    return count;
  }

  private int component(int id) {
    for (int i = 0; i < componentIds.length; i++) {
      if (componentIds[i] == id) {
        return i;
      }
    }
    throw damaged();
  }

  private void decode(
      JpegBits bits,
      short[][] scanned,
      JpegHuffmanTable[] coded,
      int predictor,
      int pointTransform) {
    int width = header.columns();
    int pixels = width * header.rows();
    int untilRestart = restartInterval;
    // The pixel at which prediction restarted; the rest of its line is predicted only from the
    // left.
    int fresh = 0;
    for (int p = 0; p < pixels; p++) {
      if (restartInterval > 0 && untilRestart-- == 0) {
        bits.restart();
        untilRestart = restartInterval - 1;
        fresh = p;
      }
      for (int c = 0; c < scanned.length; c++) {
        short[] plane = scanned[c];
        int predicted;
        if (p == fresh) {
          predicted = 1 << (header.precision() - pointTransform - 1);
        } else if (p / width == fresh / width) {
          predicted = (plane[p - 1] & 0xffff) >> pointTransform;
        } else if (p % width == 0) {
          predicted = (plane[p - width] & 0xffff) >> pointTransform;
        } else {
          predicted = predicted(plane, p, width, predictor, pointTransform);
        }
        int value = (predicted + bits.difference(coded[c])) & 0xffff;
        plane[p] = (short) (value << pointTransform);
      }
    }
  }

  private static int predicted(short[] plane, int p, int width, int predictor, int pointTransform) {
    int left = (plane[p - 1] & 0xffff) >> pointTransform;
    int above = (plane[p - width] & 0xffff) >> pointTransform;
    int corner = (plane[p - width - 1] & 0xffff) >> pointTransform;
    return switch (predictor) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> corner;
      case 4 -> left + above - corner;
      case 5 -> left + ((above - corner) >> 1);
      case 6 -> above + ((left - corner) >> 1);
      default -> (left + above) >> 1;
    };
  }

  private int u8(int place) {
    if (place >= stream.length) {
      throw damaged();
    }
    return stream[place] & 0xff;
  }

  private int u16(int place) {
    return (u8(place) << 8) | u8(place + 1);
  }

  static RuntimeException damaged() {
    return Refusal.unreadable("a frame's JPEG Lossless data is damaged");
  }
}
