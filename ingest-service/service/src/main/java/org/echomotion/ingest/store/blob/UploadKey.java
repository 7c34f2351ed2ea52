package org.echomotion.ingest.store.blob;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.echomotion.tenant.Actor;

/**
 * What an upload is known by when its caller continues it.
 *
 * @param caller who uploads; nobody else can continue it
 * @param studyKey as stored
 * @param sha256 of the whole file, 64 lower-case hex digits
 * @param lengthBytes of the whole file
 */
public record UploadKey(Actor caller, String studyKey, String sha256, long lengthBytes) {

  /** Returns 64 hex digits that depend on every field, and show none of them. */
  String fileName() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String field :
          List.of(caller.tenant(), caller.name(), studyKey, sha256, String.valueOf(lengthBytes))) {
        byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
