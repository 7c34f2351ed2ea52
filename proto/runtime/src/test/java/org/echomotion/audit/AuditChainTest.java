package org.echomotion.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.echomotion.contract.ingest.v1.AuditAnchor;
import org.junit.jupiter.api.Test;

class AuditChainTest {

  /** Computed in Python from the text that docs/security/audit.md describes. */
  private static final String FIRST =
      "a217880d1341b13a4af262b244e713c115a029b99f140130e41e4b9f059972c0";

  private static AuditChain.Entry entry(long sequence, String subject, byte[] hash) {
    return new AuditChain.Entry(
        "north",
        sequence,
        Instant.parse("2026-11-30T06:00:00.000001Z"),
        "ingest",
        "ánna",
        "clinician",
        "127.0.0.1",
        "READ",
        "IngestCalls.getStudy",
        subject,
        hash);
  }

  @Test
  void hashesTheBytesThatTheDocumentStates() {
    AuditChain chain = new AuditChain();
    byte[] hash = HexFormat.of().parseHex(FIRST);
    assertEquals(Optional.empty(), chain.next(entry(1, "demo", hash)));
    assertEquals(1, chain.sequence());
    assertArrayEquals(hash, chain.hash());
  }

  @Test
  void findsAnotherEntryAndAMissingOne() {
    byte[] hash = HexFormat.of().parseHex(FIRST);
    assertEquals(
        Optional.of("Entry 1 was changed, or moved from another place."),
        new AuditChain().next(entry(1, "demo2", hash)));
    assertEquals(
        Optional.of("Entry 1 is missing; the next one is 2."),
        new AuditChain().next(entry(2, "demo", hash)));
  }

  @Test
  void anAnchorsSignatureCoversAllOfIt() {
    AuditAnchors.Keys keys = AuditAnchors.newKeys();
    AuditAnchor anchor =
        AuditAnchors.signed(
            AuditAnchor.newBuilder()
                .setTenant("north")
                .setSequence(7)
                .setHash(ByteString.copyFrom(new byte[32]))
                .build(),
            keys.signing());
    assertTrue(AuditAnchors.isSigned(anchor, keys.checking()));
    assertTrue(
        AuditAnchors.isSigned(
            anchor,
            "-----BEGIN PUBLIC KEY-----\n" + keys.checking() + "\n-----END PUBLIC KEY-----\n"));
    assertFalse(
        AuditAnchors.isSigned(anchor.toBuilder().setTenant("south").build(), keys.checking()));
    assertFalse(
        AuditAnchors.isSigned(
            anchor.toBuilder().setSignature(ByteString.EMPTY).build(), keys.checking()));
    assertThrows(
        IllegalArgumentException.class, () -> AuditAnchors.isSigned(anchor, keys.signing()));
    assertThrows(IllegalStateException.class, () -> AuditAnchors.signed(anchor, keys.checking()));
  }
}
