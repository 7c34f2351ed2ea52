package org.echomotion.cli.audit;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.echomotion.audit.AuditChain;
import org.echomotion.cli.platform.Session;
import org.echomotion.contract.ingest.v1.AuditAnchor;
import org.echomotion.contract.ingest.v1.AuditEntry;
import org.echomotion.contract.ingest.v1.AuditServiceGrpc;
import org.echomotion.contract.ingest.v1.AuditServiceGrpc.AuditServiceBlockingStub;
import org.echomotion.contract.ingest.v1.GetAuditAnchorRequest;
import org.echomotion.contract.ingest.v1.ListAuditEntriesRequest;
import org.echomotion.json.ProtoTime;
import org.echomotion.standalone.Service;

/** Reads the audit trail of a running EchoMotion. */
final class AuditReader {

  private static final int PAGE = 2000;

  private final AuditServiceBlockingStub audit;

  AuditReader(Session session) {
    this.audit = AuditServiceGrpc.newBlockingStub(session.client().channel(Service.INGEST));
  }

  private AuditServiceBlockingStub soon() {
    return audit.withDeadlineAfter(1, TimeUnit.MINUTES);
  }

  /** Reads all entries in their order, and returns their number. */
  long forEach(Consumer<AuditChain.Entry> use) {
    long last = 0;
    long read = 0;
    List<AuditEntry> page;
    do {
      page =
          soon()
              .listAuditEntries(
                  ListAuditEntriesRequest.newBuilder()
                      .setAfterSequence(last)
                      .setPageSize(PAGE)
                      .build())
              .getEntriesList();
      for (AuditEntry entry : page) {
        use.accept(entry(entry));
        last = entry.getSequence();
        read++;
      }
      // Reading the trail adds an entry to it, so the last page may be short but is never empty.
    } while (page.size() == PAGE);
    return read;
  }

  /** Returns the trail's signed head. */
  AuditAnchor anchor() {
    return soon().getAuditAnchor(GetAuditAnchorRequest.getDefaultInstance()).getAnchor();
  }

  private static AuditChain.Entry entry(AuditEntry entry) {
    return new AuditChain.Entry(
        entry.getTenant(),
        entry.getSequence(),
        ProtoTime.instant(entry.getAt()),
        entry.getService(),
        entry.getActor(),
        entry.getRoles(),
        entry.getAddress(),
        entry.getAction(),
        entry.getCall(),
        entry.getSubject(),
        entry.getHash().toByteArray());
  }
}
