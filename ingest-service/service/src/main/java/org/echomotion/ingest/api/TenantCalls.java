package org.echomotion.ingest.api;

import io.quarkus.grpc.GrpcService;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.AuditTrail;
import org.echomotion.audit.NotAudited;
import org.echomotion.contract.ingest.v1.AddTenantRequest;
import org.echomotion.contract.ingest.v1.AddTenantResponse;
import org.echomotion.contract.ingest.v1.ListTenantsRequest;
import org.echomotion.contract.ingest.v1.ListTenantsResponse;
import org.echomotion.contract.ingest.v1.RemoveTenantRequest;
import org.echomotion.contract.ingest.v1.RemoveTenantResponse;
import org.echomotion.contract.ingest.v1.Tenant;
import org.echomotion.contract.ingest.v1.TenantService;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.store.TenantRow;
import org.echomotion.ingest.store.TenantStore;
import org.echomotion.security.Roles;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;

/** Tenants over gRPC. */
@GrpcService
@Blocking
public class TenantCalls implements TenantService {

  private final TenantStore tenants;
  private final TenantRemoval removal;
  private final AuditTrail audit;
  private final Actors actors;
  private final SecurityIdentity caller;

  TenantCalls(
      TenantStore tenants,
      TenantRemoval removal,
      AuditTrail audit,
      Actors actors,
      SecurityIdentity caller) {
    this.tenants = tenants;
    this.removal = removal;
    this.audit = audit;
    this.actors = actors;
    this.caller = caller;
  }

  @Override
  @NotAudited("It is recorded in the trail of the tenant that it is about.")
  @RolesAllowed(Roles.OPERATOR)
  public Uni<AddTenantResponse> addTenant(AddTenantRequest request) {
    String name = request.getName();
    if (!Actor.isTenant(name)) {
      throw new EchoMotionException(CommonError.BAD_TENANT_NAME);
    }
    record(name, AuditAction.CREATE, "AddTenant");
    if (!tenants.add(name)) {
      throw new EchoMotionException(CommonError.TENANT_EXISTS, name);
    }
    AddTenantResponse.Builder response = AddTenantResponse.newBuilder();
    tenants.find(name).map(TenantCalls::message).ifPresent(response::setTenant);
    return Uni.createFrom().item(response.build());
  }

  @Override
  @NotAudited("It shows names of tenants only.")
  @RolesAllowed(Roles.OPERATOR)
  public Uni<ListTenantsResponse> listTenants(ListTenantsRequest request) {
    return Uni.createFrom()
        .item(
            ListTenantsResponse.newBuilder()
                .addAllTenants(tenants.all().stream().map(TenantCalls::message).toList())
                .build());
  }

  @Override
  @NotAudited("It is recorded in the trail of the tenant that it is about.")
  @RolesAllowed(Roles.OPERATOR)
  public Uni<RemoveTenantResponse> removeTenant(RemoveTenantRequest request) {
    String name = request.getName();
    if (!Actor.isTenant(name) || tenants.find(name).isEmpty()) {
      throw new EchoMotionException(CommonError.NO_SUCH_TENANT, name);
    }
    record(name, AuditAction.DELETE, "RemoveTenant");
    TenantRemoval.Removed removed = removal.remove(operator(name));
    return Uni.createFrom()
        .item(
            RemoveTenantResponse.newBuilder()
                .setStudies(removed.studies())
                .setComplete(removed.complete())
                .build());
  }

  private void record(String tenant, AuditAction action, String call) {
    actors.as(operator(tenant), () -> audit.append("ingest", action, call, tenant));
  }

  private Actor operator(String tenant) {
    return new Actor(tenant, caller.getPrincipal().getName());
  }

  private static Tenant message(TenantRow tenant) {
    return Tenant.newBuilder()
        .setName(tenant.name())
        .setCreatedAt(IngestMessages.timestamp(tenant.createdAt()))
        .setClosed(tenant.closed())
        .build();
  }
}
