package org.echomotion.audit;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.echomotion.contract.ingest.v1.AuditAnchor;

/** Signs anchors of the audit trail with Ed25519 (RFC 8032), and checks signatures. */
public final class AuditAnchors {

  private static final String ALGORITHM = "Ed25519";

  private AuditAnchors() {}

  /**
   * A pair of keys.
   *
   * @param signing PKCS #8, base64; secret
   * @param checking X.509, base64; may be published
   */
  public record Keys(String signing, String checking) {}

  /** Returns a new pair of keys. */
  public static Keys newKeys() {
    try {
      KeyPair keys = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      Base64.Encoder text = Base64.getEncoder();
      return new Keys(
          text.encodeToString(keys.getPrivate().getEncoded()),
          text.encodeToString(keys.getPublic().getEncoded()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has Ed25519.", e);
    }
  }

  /**
   * Returns the anchor with a signature.
   *
   * @param signingKey PKCS #8 of an Ed25519 key, base64
   * @throws IllegalStateException if the key is not one
   */
  public static AuditAnchor signed(AuditAnchor anchor, String signingKey) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(
          KeyFactory.getInstance(ALGORITHM)
              .generatePrivate(new PKCS8EncodedKeySpec(bytes(signingKey))));
      signature.update(signedBytes(anchor));
      return anchor.toBuilder().setSignature(ByteString.copyFrom(signature.sign())).build();
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("The audit signing key is not an Ed25519 key.", e);
    }
  }

  /**
   * Returns whether an anchor was signed with the key that belongs to {@code checkingKey}.
   *
   * @param checkingKey X.509 of an Ed25519 key, base64
   * @throws IllegalArgumentException if the key is not one
   */
  public static boolean isSigned(AuditAnchor anchor, String checkingKey) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(
          KeyFactory.getInstance(ALGORITHM)
              .generatePublic(new X509EncodedKeySpec(bytes(checkingKey))));
      signature.update(signedBytes(anchor));
      return signature.verify(anchor.getSignature().toByteArray());
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The key is not an Ed25519 key.", e);
    }
  }

  private static byte[] signedBytes(AuditAnchor anchor) {
    return anchor.toBuilder().clearSignature().build().toByteArray();
  }

  /** Reads base64, with or without the lines of a PEM file. */
  private static byte[] bytes(String key) {
    return Base64.getMimeDecoder().decode(key.replaceAll("-----[A-Z ]+-----", ""));
  }
}
