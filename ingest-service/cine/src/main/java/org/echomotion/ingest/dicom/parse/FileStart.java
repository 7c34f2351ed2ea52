package org.echomotion.ingest.dicom.parse;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/**
 * Finds the start and encoding of a file's elements: after preamble and marker (DICOM PS3.10,
 * section 7.1), after the marker alone, or at the start of a bare data set, as older systems store
 * it.
 */
public final class FileStart {

  private static final int PREAMBLE = 128;
  private static final byte[] MARK = {'D', 'I', 'C', 'M'};

  /** A data set begins at the latest with the patient's group. */
  private static final int MAX_FIRST_GROUP = 0x0010;

  private static final int MAX_FIRST_LENGTH = 1_024;

  private FileStart() {}

  /**
   * The position of the first element; empty if this is not the beginning of a DICOM file.
   *
   * @param head the file's first bytes, at most 256
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
   * The encoding of a data set.
   *
   * @param explicitVr whether elements state their value representation
   */
  record Encoding(boolean explicitVr, ByteOrder order) {}

  /**
   * Detects the encoding from the first element's header: its group is small in the right byte
   * order, and two letters after the tag are a value representation.
   *
   * @param head the data set's first bytes
   * @param stated the encoding of the transfer syntax, used if the header is too short or ambiguous
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

  /** Whether the file begins with two elements in ascending order; other files hardly ever do. */
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

  /**
   * The position after the element at {@code at}; -1 if its length is impossible for a first
   * element.
   */
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
