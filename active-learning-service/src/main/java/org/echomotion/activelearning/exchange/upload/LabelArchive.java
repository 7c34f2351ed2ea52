package org.echomotion.activelearning.exchange.upload;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.error.EchoMotionException;
import org.jspecify.annotations.Nullable;

/** A ZIP file with label files. */
public final class LabelArchive {

  /** A root, a drive, a step upwards, a backslash or a control character. */
  private static final Pattern UNSAFE =
      Pattern.compile("/.*|[A-Za-z]:.*|(.*/)?[.][.](/.*)?|.*[\\\\\\p{Cntrl}].*", Pattern.DOTALL);

  /** Reads one file of the archive. */
  public interface FileReader {
    void read(String name, byte[] content) throws IOException;
  }

  private LabelArchive() {}

  /**
   * Reads the files of an archive in its order. Folders are skipped.
   *
   * @param in is closed
   * @throws EchoMotionException BAD_IMPORT if the archive is damaged or empty, if it has more files
   *     or bytes than {@code limits} allow, or if a file's name leads out of the archive or occurs
   *     twice; also the exceptions of {@code reader}
   */
  public static void read(InputStream in, ImportLimits limits, FileReader reader)
      throws IOException {
    try (ZipInputStream zip = new ZipInputStream(in, StandardCharsets.UTF_8)) {
      read(zip, limits, reader);
    }
  }

  private static void read(ZipInputStream zip, ImportLimits limits, FileReader reader)
      throws IOException {
    long unpacked = 0;
    Set<String> names = new HashSet<>();
    for (ZipEntry entry = next(zip); entry != null; entry = next(zip)) {
      if (names.size() >= limits.maxEntries()) {
        throw refused("it holds more than " + limits.maxEntries() + " files");
      }
      if (UNSAFE.matcher(entry.getName()).matches()) {
        throw refused("a file's name leads out of the archive");
      }
      if (!names.add(entry.getName())) {
        throw refused("two of its files have the same name");
      }
      byte[] content = content(zip, limits);
      unpacked += content.length;
      if (unpacked > limits.maxArchiveBytes()) {
        throw refused("its files have more than " + limits.maxArchiveBytes() + " bytes");
      }
      if (!entry.isDirectory()) {
        reader.read(entry.getName(), content);
      }
    }
    if (names.isEmpty()) {
      throw refused("it is not a ZIP file, or it is empty");
    }
  }

  private static @Nullable ZipEntry next(ZipInputStream zip) throws IOException {
    try {
      return zip.getNextEntry();
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw refused("it is damaged");
    }
  }

  private static byte[] content(ZipInputStream zip, ImportLimits limits) throws IOException {
    try {
      return limits.read(zip);
    } catch (ZipException | EOFException e) {
      throw refused("it is damaged, or locked by a password");
    }
  }

  private static EchoMotionException refused(String reason) {
    return new InvalidLabelException(reason).at("the archive");
  }
}
