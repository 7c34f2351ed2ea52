package org.echomotion.cli.access;

import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.echomotion.security.Roles;

/** Access tokens as Keycloak makes them, good and bad. */
final class Tokens {

  static final String ISSUER = "https://sign-in.example/realms/echomotion";
  static final String PAGE = "echomotion-page";
  static final String AUDIENCE = "echomotion";

  private final KeyPair keys = rsa();
  private final KeyPair otherKeys = rsa();

  private static KeyPair rsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has RSA.", e);
    }
  }

  /** The key that the services check tokens with. */
  String publicKey() {
    return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
  }

  RSAPublicKey rsaPublicKey() {
    return (RSAPublicKey) keys.getPublic();
  }

  /** A valid token of a person with one role, or of a service. */
  String of(String role) {
    return of(role, "local");
  }

  /** A valid token of a person of a tenant with one role. A service's token states no tenant. */
  String of(String role, String tenant) {
    JwtClaimsBuilder claims = claims(ISSUER, AUDIENCE, role, 300);
    return sign(role.equals(Roles.SERVICE) ? claims : claims.claim("tenant", tenant), keys);
  }

  /** A valid token of a person without a tenant. */
  String withoutTenant(String role) {
    return sign(claims(ISSUER, AUDIENCE, role, 300), keys);
  }

  /** An access token of a person of the tenant "local". */
  String ofPerson(String role, String audience, int secondsLeft) {
    return sign(claims(ISSUER, audience, role, secondsLeft).claim("tenant", "local"), keys);
  }

  /** An ID token: it tells a page who signed in, and has neither roles nor a tenant. */
  String aboutPerson(int secondsLeft) {
    return sign(person(ISSUER, PAGE, secondsLeft), keys);
  }

  /** Tokens of an administrator that are no proof, by what is wrong with them. */
  Map<String, String> bad() {
    Map<String, String> bad = new LinkedHashMap<>();
    bad.put("no token", "");
    bad.put("no JWT", "opaque");
    bad.put("expired", sign(claims(ISSUER, AUDIENCE, "admin", -300), keys));
    bad.put("wrong issuer", sign(claims("https://other.example", AUDIENCE, "admin", 300), keys));
    bad.put("wrong audience", sign(claims(ISSUER, "another-program", "admin", 300), keys));
    bad.put("other key", sign(claims(ISSUER, AUDIENCE, "admin", 300), otherKeys));
    bad.put("algorithm none", unsigned());
    bad.put(
        "public key as HMAC secret",
        claims(ISSUER, AUDIENCE, "admin", 300)
            .sign(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256")));
    return bad;
  }

  private static JwtClaimsBuilder claims(
      String issuer, String audience, String role, int secondsLeft) {
    return person(issuer, audience, secondsLeft)
        .claim("realm_access", Map.of("roles", List.of(role)));
  }

  private static JwtClaimsBuilder person(String issuer, String audience, int secondsLeft) {
    long now = Instant.now().getEpochSecond();
    return Jwt.claims()
        .issuer(issuer)
        .audience(audience)
        .subject("4f1f7f2e")
        .preferredUserName("somebody")
        .issuedAt(now - 600)
        .expiresAt(now + secondsLeft);
  }

  private static String sign(JwtClaimsBuilder claims, KeyPair keys) {
    return claims.sign(keys.getPrivate());
  }

  private String unsigned() {
    String[] signed = of("admin").split("\\.");
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
    return header + "." + signed[1] + ".";
  }
}
