package org.echomotion.ingest.api;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.EchoView;

/**
 * The header of an upload, sent before its bytes. The file's name is checked but not kept, because
 * it may identify a patient.
 *
 * @param lengthBytes above 0
 * @param sha256 64 lower-case hex digits
 * @param view empty if the caller does not state it; then the file's view is used, or else the
 *     default
 * @param studyKey the caller's name for the study
 * @param otherModality whether a file that states another modality is accepted
 * @param offsetBytes number of bytes that the service has already, 0 to {@code lengthBytes}
 */
record UploadHeader(
    long lengthBytes,
    String sha256,
    Optional<EchoView> view,
    String studyKey,
    boolean otherModality,
    long offsetBytes) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern STUDY_KEY = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /** Not reachable over REST: clients resolve them as parts of the path. */
  private static final Set<String> FOLDERS = Set.of(".", "..");

  private static final Pattern FILE_NAME = Pattern.compile("[^/\\\\\\p{Cntrl}]{0,255}");

  /**
   * Checks the header that a caller sent.
   *
   * @throws EchoMotionException {@code BAD_HEADER} or {@code EMPTY_FILE}
   */
  static UploadHeader checked(
      long lengthBytes,
      String sha256,
      String fileName,
      Optional<EchoView> view,
      String studyKey,
      boolean otherModality,
      long offsetBytes) {
    if (!STUDY_KEY.matcher(studyKey).matches() || FOLDERS.contains(studyKey)) {
      throw bad("the study key must be 1 to 64 of A-Z a-z 0-9 . _ -, and not \".\" or \"..\"");
    }
    if (!FILE_NAME.matcher(fileName).matches() || FOLDERS.contains(fileName)) {
      throw bad("the file name must be a plain name of at most 255 characters, without folders");
    }
    String hash = sha256.toLowerCase(Locale.ROOT);
    if (!SHA256.matcher(hash).matches()) {
      throw bad("the SHA-256 must be 64 hex digits");
    }
    if (lengthBytes == 0) {
      throw new EchoMotionException(IngestError.EMPTY_FILE);
    }
    if (lengthBytes < 0) {
      throw bad("the length must be above 0");
    }
    if (offsetBytes < 0 || offsetBytes > lengthBytes) {
      throw bad("the offset must be 0 to the length");
    }
    return new UploadHeader(lengthBytes, hash, view, studyKey, otherModality, offsetBytes);
  }

  static EchoMotionException bad(String why) {
    return new EchoMotionException(IngestError.BAD_HEADER, why);
  }
}
