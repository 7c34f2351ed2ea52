package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.echomotion.contract.ingest.v1.AddTenantRequest;
import org.echomotion.contract.ingest.v1.AuditEntry;
import org.echomotion.contract.ingest.v1.AuditServiceGrpc;
import org.echomotion.contract.ingest.v1.GetAuditAnchorRequest;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.echomotion.contract.ingest.v1.ListAuditEntriesRequest;
import org.echomotion.contract.ingest.v1.ListTenantsRequest;
import org.echomotion.contract.ingest.v1.RemoveTenantRequest;
import org.echomotion.contract.ingest.v1.RemoveTenantResponse;
import org.echomotion.contract.ingest.v1.Tenant;
import org.echomotion.contract.ingest.v1.TenantServiceGrpc;
import org.junit.jupiter.api.Test;

@QuarkusTest
class TenantAndAuditCallsTest extends IngestServiceTestCase {

  private TenantServiceGrpc.TenantServiceBlockingStub tenants() {
    return TenantServiceGrpc.newBlockingStub(channel);
  }

  private List<String> names() {
    return tenants().listTenants(ListTenantsRequest.getDefaultInstance()).getTenantsList().stream()
        .map(Tenant::getName)
        .toList();
  }

  private Status.Code refused(Runnable call) {
    return assertThrows(StatusRuntimeException.class, call::run).getStatus().getCode();
  }

  @Test
  void addsListsAndRemovesTenants() {
    AddTenantRequest east = AddTenantRequest.newBuilder().setName("east").build();
    assertEquals("east", tenants().addTenant(east).getTenant().getName());
    assertTrue(names().containsAll(List.of("east", "local")), names().toString());
    assertEquals(Status.Code.ALREADY_EXISTS, refused(() -> tenants().addTenant(east)));
    for (String bad : List.of("", "East", "../x", "a b", "x".repeat(41))) {
      assertEquals(
          Status.Code.INVALID_ARGUMENT,
          refused(() -> tenants().addTenant(AddTenantRequest.newBuilder().setName(bad).build())),
          bad);
      assertEquals(
          Status.Code.NOT_FOUND,
          refused(
              () -> tenants().removeTenant(RemoveTenantRequest.newBuilder().setName(bad).build())),
          bad);
    }
    RemoveTenantResponse removed =
        tenants().removeTenant(RemoveTenantRequest.newBuilder().setName("east").build());
    assertEquals(0, removed.getStudies());
    assertTrue(removed.getComplete());
    assertFalse(names().contains("east"));
    // Its audit trail stays, so nobody else gets its name.
    assertEquals(Status.Code.ALREADY_EXISTS, refused(() -> tenants().addTenant(east)));
    assertEquals(
        Status.Code.NOT_FOUND,
        refused(
            () ->
                tenants().removeTenant(RemoveTenantRequest.newBuilder().setName("east").build())));
  }

  @Test
  void recordsNoTextThatCannotBeAStudyKey() {
    for (String key : List.of("Miller, Anna 1960-01-31", "=1+1", "1".repeat(5000))) {
      refused(() -> service().getStudy(GetStudyRequest.newBuilder().setStudyKey(key).build()));
    }
    List<AuditEntry> entries =
        AuditServiceGrpc.newBlockingStub(channel)
            .listAuditEntries(ListAuditEntriesRequest.newBuilder().setPageSize(5000).build())
            .getEntriesList();
    assertEquals(
        List.of("(not valid)", "(not valid)", "(not valid)"),
        entries.subList(entries.size() - 4, entries.size() - 1).stream()
            .map(AuditEntry::getSubject)
            .toList());
  }

  @Test
  void recordsCallsBeforeTheyAreAnswered() {
    assertEquals(
        Status.Code.NOT_FOUND,
        refused(
            () ->
                service()
                    .getStudy(GetStudyRequest.newBuilder().setStudyKey("never-uploaded").build())));
    AuditServiceGrpc.AuditServiceBlockingStub audit = AuditServiceGrpc.newBlockingStub(channel);
    List<AuditEntry> entries =
        audit
            .listAuditEntries(ListAuditEntriesRequest.newBuilder().setPageSize(5000).build())
            .getEntriesList();
    AuditEntry last = entries.get(entries.size() - 1);
    assertEquals("AuditCalls.listAuditEntries", last.getCall());
    AuditEntry before = entries.get(entries.size() - 2);
    assertEquals("IngestCalls.getStudy", before.getCall());
    assertEquals("never-uploaded", before.getSubject());
    assertEquals("local", before.getActor());
    assertEquals("127.0.0.1", before.getAddress());
    assertEquals("READ", before.getAction());
    assertEquals(
        Status.Code.INVALID_ARGUMENT,
        refused(
            () ->
                audit.listAuditEntries(
                    ListAuditEntriesRequest.newBuilder().setPageSize(5001).build())));
    assertEquals(
        Status.Code.FAILED_PRECONDITION,
        refused(() -> audit.getAuditAnchor(GetAuditAnchorRequest.getDefaultInstance())));
  }
}
