package org.echomotion.pseudonym;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Replaces study keys that look like identifiers of persons. The pseudonym is {@code p-} and the
 * first 96 bits of HMAC-SHA-256 of tenant and key, in hex. The same key gives the same pseudonym,
 * so callers can go on using their key. Without the secret, nobody can find out which key a
 * pseudonym belongs to.
 */
@ApplicationScoped
public class StudyKeys {

  private static final int PSEUDONYM_BYTES = 12;

  /** No study has a longer key. */
  private static final int LONGEST = 64;

  /**
   * At least five digits and nothing else but separators, for example a record number or a date.
   */
  private static final Pattern NUMBER = Pattern.compile("[._-]*(\\d[._-]*){5,}");

  /** A word for an identifier, then at least five digits. */
  private static final Pattern NAMED_NUMBER =
      Pattern.compile(
          "(mrn|pid|pat|patid|patient|patientid|id|ssn|nhs|kis|fall|case|acc|accession)"
              + "[._-]*(\\d[._-]*){5,}");

  private final Optional<String> secret;
  private final Actors actors;

  StudyKeys(
      @ConfigProperty(name = "echomotion.study-key-secret") Optional<String> secret,
      Actors actors) {
    this.secret = secret;
    this.actors = actors;
  }

  /** Returns whether a key looks like the identifier of a person. */
  public static boolean looksLikeAnIdentifier(String key) {
    if (key.length() > LONGEST) {
      return false;
    }
    String lower = key.toLowerCase(Locale.ROOT);
    return NUMBER.matcher(lower).matches() || NAMED_NUMBER.matcher(lower).matches();
  }

  /**
   * Returns a study key as it is stored. A pseudonym is returned unchanged.
   *
   * @throws EchoMotionException {@code IDENTIFYING_KEY} if the key needs a pseudonym and there is
   *     no secret
   */
  public String stored(String key) {
    if (!looksLikeAnIdentifier(key)) {
      return key;
    }
    String known = secret.orElseThrow(() -> new EchoMotionException(CommonError.IDENTIFYING_KEY));
    return pseudonym(known, actors.current().map(Actor::tenant).orElse(""), key);
  }

  /**
   * Looks studies up by the keys that callers state. Studies of versions without pseudonyms keep
   * their keys.
   *
   * @param find returns what there is for stored keys, by key
   * @return by stated key
   * @throws EchoMotionException as {@link #stored}
   */
  public <T> Map<String, T> find(Set<String> stated, Function<String[], Map<String, T>> find) {
    Map<String, String> stored =
        stated.stream().collect(Collectors.toMap(Function.identity(), this::stored));
    Map<String, T> found =
        find.apply(
            Stream.concat(stored.keySet().stream(), stored.values().stream())
                .distinct()
                .toArray(String[]::new));
    return stated.stream()
        .map(key -> Map.entry(key, found.containsKey(key) ? key : stored.get(key)))
        .filter(key -> found.containsKey(key.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, key -> found.get(key.getValue())));
  }

  static String pseudonym(String secret, String tenant, String key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] hash = mac.doFinal((tenant + "/" + key).getBytes(StandardCharsets.UTF_8));
      return "p-" + HexFormat.of().formatHex(hash, 0, PSEUDONYM_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256.", e);
    }
  }
}
