package org.echomotion.ingest.dicom.parse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/**
 * Where a file's elements begin, and how they are written: with preamble and mark (DICOM PS3.10,
 * section 7.1), with the mark alone, or as a bare data set, as older systems store them.
 */
public final class FileStart {

  private static final int PREAMBLE = 128;
  private static final byte[] MARK = {'D', 'I', 'C', 'M'};

  /** No data set begins with a higher group than that of the patient. */
  private static final int MAX_FIRST_GROUP = 0x0010;

  private static final int MAX_FIRST_LENGTH = 1_024;

  private FileStart() {}

  /**
   * The place of the first element; empty if the bytes are not the beginning of a DICOM file.
   *
   * @param head the file's first bytes, 256 if there are as many
   */
  public static OptionalInt of(byte[] head) {
    if (hasMark(head, PREAMBLE)) {
      return OptionalInt.of(PREAMBLE + MARK.length);
    }
    if (hasMark(head, 0)) {
      return OptionalInt.of(MARK.length);
    }
    return isBareDataSet(head) ? OptionalInt.of(0) : OptionalInt.empty();
  }

  /**
   * How a data set is written.
   *
   * @param explicitVr whether elements state their value representation
   */
  record Encoding(boolean explicitVr, ByteOrder order) {}

  /**
   * The encoding by the first element's header: its group is small in the right byte order, and two
   * letters behind the tag are a value representation.
   *
   * @param head the data set's first bytes
   * @param stated what the transfer syntax says, for a head that is none
   */
  static Encoding encoding(byte[] head, Encoding stated) {
    if (head.length < 8) {
      return stated;
    }
    int little = (head[0] & 0xff) | (head[1] & 0xff) << 8;
    int big = Short.reverseBytes((short) little) & 0xffff;
    ByteOrder order =
        little == big
            ? stated.order
            : little < big ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    return new Encoding(ValueRepresentation.of(head[4], head[5]).isPresent(), order);
  }

  private static boolean hasMark(byte[] head, int at) {
    for (int i = 0; i < MARK.length; i++) {
      if (at + i >= head.length || head[at + i] != MARK[i]) {
        return false;
      }
    }
    return true;
  }

  /** Two elements in a row, in ascending order, can hardly be anything else. */
  private static boolean isBareDataSet(byte[] head) {
    if (head.length < 16) {
      return false;
    }
    Encoding encoding = encoding(head, new Encoding(true, ByteOrder.LITTLE_ENDIAN));
    ByteBuffer bytes = ByteBuffer.wrap(head).order(encoding.order);
    int group = bytes.getShort(0) & 0xffff;
    if (group < 0x0002 || group > MAX_FIRST_GROUP || group % 2 != 0) {
      return false;
    }
    long second = behind(bytes, 0, encoding.explicitVr);
    if (second < 0 || second + 8 > head.length) {
      return false;
    }
    int at = (int) second;
    return Integer.compareUnsigned(tag(bytes, at), tag(bytes, 0)) > 0
        && (bytes.getShort(at) & 0xffff) <= 0x0040
        && (!encoding.explicitVr || ValueRepresentation.of(head[at + 4], head[at + 5]).isPresent());
  }

  /** The place behind the element at {@code at}; -1 if its length is none of a first element. */
  private static long behind(ByteBuffer bytes, int at, boolean explicitVr) {
    boolean longForm =
        explicitVr
            && ValueRepresentation.of(bytes.get(at + 4), bytes.get(at + 5))
                .filter(known -> known.longForm)
                .isPresent();
    long length =
        longForm
            ? bytes.getInt(at + 8)
            : explicitVr ? bytes.getShort(at + 6) & 0xffff : bytes.getInt(at + 4);
    boolean sound = length >= 0 && length <= MAX_FIRST_LENGTH && length % 2 == 0;
    return sound ? at + (longForm ? 12 : 8) + length : -1;
  }

  private static int tag(ByteBuffer bytes, int at) {
    return (bytes.getShort(at) & 0xffff) << 16 | (bytes.getShort(at + 2) & 0xffff);
  }
}
