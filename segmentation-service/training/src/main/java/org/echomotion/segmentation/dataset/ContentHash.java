package org.echomotion.segmentation.dataset;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hash of the content of a prepared directory. The same content has the same hash in any place. */
public final class ContentHash {

  private ContentHash() {}

  /**
   * SHA-256 over the index, then each row's image and its mask if it has one, in the order of the
   * index; hexadecimal.
   *
   * @throws IOException if the index or a listed file cannot be read
   */
  public static String of(Path directory) throws IOException {
    Path index = directory.resolve("index.csv");
    if (!Files.isRegularFile(index)) {
      throw new IOException(index + " does not exist. Prepare the data set first.");
    }
    MessageDigest digest = sha256();
    digest.update(Files.readAllBytes(index));
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(index)) {
      for (NamedCsvRecord row : rows) {
        digest.update(Files.readAllBytes(directory.resolve(row.getField("image"))));
        if (!row.getField("mask").isBlank()) {
          digest.update(Files.readAllBytes(directory.resolve(row.getField("mask"))));
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
