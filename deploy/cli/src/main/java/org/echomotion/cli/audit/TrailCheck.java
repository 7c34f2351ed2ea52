package org.echomotion.cli.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.echomotion.audit.AuditChain;
import org.echomotion.contract.ingest.v1.AuditAnchor;
import org.jspecify.annotations.Nullable;

/** Checks a trail entry by entry, and against an anchor if there is one. */
final class TrailCheck {

  private final AuditChain chain = new AuditChain();
  private final @Nullable AuditAnchor anchor;
  private final List<String> wrong = new ArrayList<>();
  private boolean anchorSeen;

  TrailCheck(@Nullable AuditAnchor anchor) {
    this.anchor = anchor;
    this.anchorSeen = anchor == null || anchor.getSequence() == 0;
  }

  /** Checks the next entry. After the first fault nothing more is checked. */
  void next(AuditChain.Entry entry) {
    if (!wrong.isEmpty()) {
      return;
    }
    chain.next(entry).ifPresent(wrong::add);
    if (anchor == null || entry.sequence() != anchor.getSequence()) {
      return;
    }
    anchorSeen = true;
    if (!entry.tenant().equals(anchor.getTenant())) {
      wrong.add("The anchor belongs to another tenant: " + anchor.getTenant() + ".");
    } else if (!Arrays.equals(entry.hash(), anchor.getHash().toByteArray())) {
      wrong.add("The hash of entry " + entry.sequence() + " differs from the anchor.");
    }
  }

  /** Returns what is wrong; empty if the trail is whole. Call it after the last entry. */
  List<String> wrong() {
    if (wrong.isEmpty() && !anchorSeen) {
      return List.of(
          "The trail ends at entry "
              + chain.sequence()
              + ", but the anchor states entry "
              + (anchor == null ? 0 : anchor.getSequence())
              + ".");
    }
    return List.copyOf(wrong);
  }

  /** Returns the number of checked entries. */
  long entries() {
    return chain.sequence();
  }
}
