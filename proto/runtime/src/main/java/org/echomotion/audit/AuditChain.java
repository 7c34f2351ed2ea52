package org.echomotion.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Checks the entries of a tenant, in their order. Entry {@code n} has the number {@code n} and
 *
 * <pre>hash(n) = SHA-256(hash(n - 1) || fields)</pre>
 *
 * where {@code hash(0)} is 32 zero bytes and {@code fields} are tenant, number, time, service,
 * actor, roles, address, action, call and subject in UTF-8, each after its length in bytes and a
 * colon.
 */
public final class AuditChain {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private long sequence;
  private byte[] hash = new byte[32];

  /** One entry, as in {@code audit.entry}. */
  public record Entry(
      String tenant,
      long sequence,
      Instant at,
      String service,
      String actor,
      String roles,
      String address,
      String action,
      String call,
      String subject,
      byte[] hash) {

    /** Returns the fields that are hashed, in their order, as text. */
    public List<String> fields() {
      return List.of(
          tenant,
          Long.toString(sequence),
          TIME.format(at),
          service,
          actor,
          roles,
          address,
          action,
          call,
          subject);
    }
  }

  /**
   * Checks the next entry.
   *
   * @return what is wrong; empty if the entry continues the chain
   */
  public Optional<String> next(Entry entry) {
    if (entry.sequence() != sequence + 1) {
      return Optional.of(
          "Entry " + (sequence + 1) + " is missing; the next one is " + entry.sequence() + ".");
    }
    if (!Arrays.equals(hash(hash, entry.fields()), entry.hash())) {
      return Optional.of(
          "Entry " + entry.sequence() + " was changed, or moved from another place.");
    }
    sequence = entry.sequence();
    hash = entry.hash().clone();
    return Optional.empty();
  }

  /**
   * Returns the hash of an entry.
   *
   * @param before the hash of the entry before it
   * @param fields as {@link Entry#fields}
   */
  public static byte[] hash(byte[] before, List<String> fields) {
    MessageDigest digest = sha256();
    digest.update(before);
    for (String field : fields) {
      byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
    return digest.digest();
  }

  /** Returns the number of the last checked entry; 0 if there was none. */
  public long sequence() {
    return sequence;
  }

  /** Returns the hash of the last checked entry; 32 zero bytes if there was none. */
  public byte[] hash() {
    return hash.clone();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
