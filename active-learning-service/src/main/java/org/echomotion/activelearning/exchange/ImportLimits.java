package org.echomotion.activelearning.exchange;

import java.io.IOException;
import java.io.InputStream;
import org.echomotion.error.EchoMotionException;

/**
 * How much one import may cost.
 *
 * @param maxFileBytes of one file, unpacked
 * @param maxLabels in one file
 * @param maxMaskPixels that the masks of one file may have together
 * @param maxEntries of an archive
 * @param maxArchiveBytes of all files of an archive, unpacked
 */
public record ImportLimits(
    int maxFileBytes, int maxLabels, long maxMaskPixels, int maxEntries, long maxArchiveBytes) {

  /** 32 MiB, 20,000 labels, 2^31 pixels; archives of 10,000 files and 256 MiB. */
  public static final ImportLimits DEFAULT =
      new ImportLimits(32 << 20, 20_000, 1L << 31, 10_000, 256L << 20);

  /**
   * Reads a whole file.
   *
   * @throws EchoMotionException BAD_IMPORT if it has more bytes than one file may have
   */
  public byte[] read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(maxFileBytes + 1);
    if (bytes.length > maxFileBytes) {
      throw new InvalidLabelException("it has more than " + maxFileBytes + " bytes").at("the file");
    }
    return bytes;
  }
}
