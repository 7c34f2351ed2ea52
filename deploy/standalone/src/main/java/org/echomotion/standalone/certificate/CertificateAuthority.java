package org.echomotion.standalone.certificate;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.echomotion.standalone.LoopbackPorts;

/**
 * A private certificate authority for programs on this machine. Its certificates are valid for
 * loopback only, even in a browser that trusts it.
 *
 * @param certificate the CA's own certificate
 * @param key the CA's private key
 */
record CertificateAuthority(X509Certificate certificate, PrivateKey key) {

  /** The algorithm of all keys. */
  static final String KEYS = "EC";

  private static final String CURVE = "secp256r1";
  private static final String SIGNATURE = "SHA256withECDSA";

  private static final Duration LIFE_OF_CA = Duration.ofDays(3650);
  private static final Duration LIFE = Duration.ofDays(365);

  /** Clocks differ, and a clock may be set back a little. */
  private static final Duration EARLIER = Duration.ofHours(1);

  private static final int SERIAL_BITS = 120;

  private static final String ADDRESS = LoopbackPorts.HOST;
  private static final String HOST = "localhost";

  /** A new certificate with its key, as PEM. */
  record Issued(String keyPem, String certificatePem) {}

  /**
   * Creates an authority.
   *
   * @param names the programs that it issues certificates for
   */
  static CertificateAuthority create(List<String> names, Instant now)
      throws GeneralSecurityException {
    KeyPair keys = keys();
    X500Principal own = new X500Principal("CN=EchoMotion on this machine,O=EchoMotion");
    List<GeneralSubtree> allowed = new ArrayList<>();
    allowed.add(new GeneralSubtree(addressRange()));
    allowed.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, HOST)));
    for (String name : names) {
      allowed.add(new GeneralSubtree(new GeneralName(GeneralName.dNSName, name)));
    }
    try {
      JcaX509v3CertificateBuilder builder = builder(own, own, keys.getPublic(), now, LIFE_OF_CA);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      builder.addExtension(
          Extension.nameConstraints,
          true,
          new NameConstraints(allowed.toArray(GeneralSubtree[]::new), null));
      return new CertificateAuthority(sign(builder, keys.getPrivate()), keys.getPrivate());
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** The range with {@link #ADDRESS} alone: the address, then the mask (RFC 5280, 4.2.1.10). */
  private static GeneralName addressRange() {
    byte[] range = {127, 0, 0, 1, -1, -1, -1, -1};
    return new GeneralName(GeneralName.iPAddress, new DEROctetString(range));
  }

  /** Issues a certificate for a program on loopback, as server and as client. */
  Issued issue(String name, Instant now) throws GeneralSecurityException {
    KeyPair keys = keys();
    try {
      JcaX509v3CertificateBuilder builder =
          builder(
              certificate.getSubjectX500Principal(),
              new X500Principal("CN=" + name + ",O=EchoMotion"),
              keys.getPublic(),
              now,
              LIFE);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(
              new KeyPurposeId[] {KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth}));
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(
              new GeneralName[] {
                new GeneralName(GeneralName.iPAddress, ADDRESS),
                new GeneralName(GeneralName.dNSName, HOST),
                new GeneralName(GeneralName.dNSName, name)
              }));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate));
      return new Issued(pem(keys.getPrivate()), pem(sign(builder, key)));
    } catch (CertIOException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, PublicKey key, Instant now, Duration life)
      throws CertIOException, GeneralSecurityException {
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE),
            Date.from(now.minus(EARLIER)),
            Date.from(now.plus(life)),
            subject,
            key);
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key));
    return builder;
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(KEYS);
    generator.initialize(new ECGenParameterSpec(CURVE));
    return generator.generateKeyPair();
  }

  /** Returns whether this authority issued a certificate. */
  boolean issued(X509Certificate other) {
    try {
      other.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** Returns whether a key belongs to a certificate. */
  static boolean match(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    byte[] text = "key of the certificate?".getBytes(StandardCharsets.UTF_8);
    Signature signature = Signature.getInstance(SIGNATURE);
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(certificate.getPublicKey());
    signature.update(text);
    return signature.verify(signed);
  }

  String keyPem() {
    return pem(key);
  }

  String certificatePem() {
    return pem(certificate);
  }

  private static String pem(Object content) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
      pem.writeObject(
          content instanceof PrivateKey key ? new JcaPKCS8Generator(key, null) : content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
