package org.echomotion.segmentation.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The SHA-256 that identifies a model's files. It is the SHA-256 of the output of {@code sha256sum}
 * for each file except {@code model.json}, sorted bytewise by relative path:
 *
 * <pre>find * -type f ! -name model.json | LC_ALL=C sort | xargs sha256sum | sha256sum</pre>
 */
public final class ModelFingerprint {

  private ModelFingerprint() {}

  /**
   * Returns the SHA-256 of the model files in {@code directory}. Links are followed: a mounted
   * volume may consist of links.
   *
   * @return lower-case hex, 64 characters
   * @throws IOException if a file cannot be read
   */
  public static String of(Path directory) throws IOException {
    List<String> files;
    try (Stream<Path> walk = Files.walk(directory, FileVisitOption.FOLLOW_LINKS)) {
      files =
          walk.filter(Files::isRegularFile)
              .filter(f -> !f.getFileName().toString().equals(ModelRepository.MANIFEST))
              .map(f -> directory.relativize(f).toString().replace('\\', '/'))
              .sorted()
              .toList();
    }
    MessageDigest listing = sha256();
    for (String file : files) {
      String line = hashOf(directory.resolve(file)) + "  " + file + "\n";
      listing.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(listing.digest());
  }

  private static String hashOf(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
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
