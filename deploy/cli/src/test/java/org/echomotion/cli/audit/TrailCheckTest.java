package org.echomotion.cli.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.audit.AuditChain;
import org.echomotion.contract.ingest.v1.AuditAnchor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrailCheckTest {

  private static AuditChain.Entry entry(long sequence, String actor, byte[] hash) {
    return new AuditChain.Entry(
        "north",
        sequence,
        Instant.parse("2026-11-30T06:00:00Z"),
        "ingest",
        actor,
        "admin",
        "",
        "READ",
        "IngestCalls.getStudy",
        "demo",
        hash);
  }

  /** A valid trail of five entries. */
  private static List<AuditChain.Entry> trail(String actor) {
    List<AuditChain.Entry> entries = new ArrayList<>();
    byte[] hash = new byte[32];
    for (long sequence = 1; sequence <= 5; sequence++) {
      hash = AuditChain.hash(hash, entry(sequence, actor, hash).fields());
      entries.add(entry(sequence, actor, hash));
    }
    return entries;
  }

  private static AuditAnchor anchor(String tenant, AuditChain.Entry last) {
    return AuditAnchor.newBuilder()
        .setTenant(tenant)
        .setSequence(last.sequence())
        .setHash(ByteString.copyFrom(last.hash()))
        .build();
  }

  private static List<String> wrong(List<AuditChain.Entry> entries, @Nullable AuditAnchor anchor) {
    TrailCheck check = new TrailCheck(anchor);
    entries.forEach(check::next);
    return check.wrong();
  }

  @Test
  void aTrailThatContinuesAfterItsAnchorIsValid() {
    List<AuditChain.Entry> entries = trail("anna");
    assertEquals(List.of(), wrong(entries, null));
    assertEquals(List.of(), wrong(entries, anchor("north", entries.get(2))));
    assertEquals(List.of(), wrong(List.of(), null));
  }

  @Test
  void findsATrailThatWasWrittenAnew() {
    AuditAnchor before = anchor("north", trail("anna").get(2));
    assertEquals(
        List.of("The hash of entry 3 differs from the anchor."), wrong(trail("eve"), before));
  }

  @Test
  void findsThatTheEndIsMissing() {
    List<AuditChain.Entry> entries = trail("anna");
    assertEquals(
        List.of("The trail ends at entry 2, but the anchor states entry 5."),
        wrong(entries.subList(0, 2), anchor("north", entries.get(4))));
  }

  @Test
  void refusesAnAnchorOfAnotherTenant() {
    List<AuditChain.Entry> entries = trail("anna");
    assertEquals(
        List.of("The anchor belongs to another tenant: south."),
        wrong(entries, anchor("south", entries.get(2))));
  }

  @Test
  void reportsTheFirstChangedEntry() {
    List<AuditChain.Entry> entries = trail("anna");
    entries.set(1, entry(2, "eve", entries.get(1).hash()));
    assertEquals(
        List.of("Entry 2 was changed, or moved from another place."), wrong(entries, null));
  }
}
