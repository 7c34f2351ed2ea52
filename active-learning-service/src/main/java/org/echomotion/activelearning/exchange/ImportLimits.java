package org.echomotion.activelearning.exchange;

import java.io.IOException;
import java.io.InputStream;
import org.echomotion.error.EchoMotionException;

/**
 * Limits on the size of one import.
 *
 * @param maxFileBytes of one file, unpacked
 * @param maxLabels in one file
 * @param maxMaskPixels of all masks of one file together
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
   * @throws EchoMotionException BAD_IMPORT if the file is larger than allowed
   */
  public byte[] read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(maxFileBytes + 1);
    if (bytes.length > maxFileBytes) {
      throw new InvalidLabelException("it has more than " + maxFileBytes + " bytes").at("the file");
    }
    return bytes;
  }
}
