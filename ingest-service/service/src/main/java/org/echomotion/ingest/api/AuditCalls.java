package org.echomotion.ingest.api;

import com.google.protobuf.ByteString;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.echomotion.audit.AuditAnchors;
import org.echomotion.audit.AuditChain;
import org.echomotion.audit.Audited;
import org.echomotion.contract.ingest.v1.AuditAnchor;
import org.echomotion.contract.ingest.v1.AuditEntry;
import org.echomotion.contract.ingest.v1.AuditService;
import org.echomotion.contract.ingest.v1.GetAuditAnchorRequest;
import org.echomotion.contract.ingest.v1.GetAuditAnchorResponse;
import org.echomotion.contract.ingest.v1.ListAuditEntriesRequest;
import org.echomotion.contract.ingest.v1.ListAuditEntriesResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.settings.IngestSettings;
import org.echomotion.ingest.store.AuditEntries;
import org.echomotion.security.Roles;
import org.echomotion.tenant.Actors;

/** The audit trail over gRPC. */
@GrpcService
@Blocking
public class AuditCalls implements AuditService {

  private static final int DEFAULT_PAGE = 500;
  private static final int LARGEST_PAGE = 5000;

  private final AuditEntries entries;
  private final Actors actors;
  private final IngestSettings settings;

  AuditCalls(AuditEntries entries, Actors actors, IngestSettings settings) {
    this.entries = entries;
    this.actors = actors;
    this.settings = settings;
  }

  @Override
  @Audited
  @RolesAllowed(Roles.ADMIN)
  public Uni<ListAuditEntriesResponse> listAuditEntries(ListAuditEntriesRequest request) {
    int size = request.getPageSize() == 0 ? DEFAULT_PAGE : request.getPageSize();
    if (size < 1 || size > LARGEST_PAGE || request.getAfterSequence() < 0) {
      throw new EchoMotionException(
          IngestError.BAD_REQUEST,
          "page_size must be 1 to " + LARGEST_PAGE + ", and after_sequence at least 0");
    }
    return Uni.createFrom()
        .item(
            ListAuditEntriesResponse.newBuilder()
                .addAllEntries(
                    entries.after(request.getAfterSequence(), size).stream()
                        .map(AuditCalls::message)
                        .toList())
                .build());
  }

  @Override
  @Audited
  @RolesAllowed(Roles.ADMIN)
  public Uni<GetAuditAnchorResponse> getAuditAnchor(GetAuditAnchorRequest request) {
    String key =
        settings
            .auditSigningKey()
            .orElseThrow(() -> new EchoMotionException(IngestError.NO_SIGNING_KEY));
    AuditEntries.Head head = entries.head();
    AuditAnchor unsigned =
        AuditAnchor.newBuilder()
            .setTenant(actors.required().tenant())
            .setSequence(head.sequence())
            .setHash(ByteString.copyFrom(head.hash()))
            .setAt(IngestMessages.timestamp(Instant.now().truncatedTo(ChronoUnit.MICROS)))
            .build();
    return Uni.createFrom()
        .item(
            GetAuditAnchorResponse.newBuilder()
                .setAnchor(AuditAnchors.signed(unsigned, key))
                .build());
  }

  private static AuditEntry message(AuditChain.Entry entry) {
    return AuditEntry.newBuilder()
        .setTenant(entry.tenant())
        .setSequence(entry.sequence())
        .setAt(IngestMessages.timestamp(entry.at()))
        .setService(entry.service())
        .setActor(entry.actor())
        .setRoles(entry.roles())
        .setAddress(entry.address())
        .setAction(entry.action())
        .setCall(entry.call())
        .setSubject(entry.subject())
        .setHash(ByteString.copyFrom(entry.hash()))
        .build();
  }
}
