package org.echomotion.ingest.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.AuditTrail;
import org.echomotion.ingest.store.StoredStudy;
import org.echomotion.ingest.store.StudyStore;
import org.echomotion.ingest.store.TenantRow;
import org.echomotion.ingest.store.TenantStore;
import org.echomotion.ingest.store.blob.BlobStore;
import org.echomotion.ingest.store.blob.UploadFiles;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;

/**
 * Removes a tenant: closes it for uploads, deletes its studies, and deletes the tenant once the
 * events of all deletions are sent. If the broker does not answer in time, {@link OutboxSweep}
 * continues.
 */
@ApplicationScoped
class TenantRemoval {

  private static final int BATCH = 100;

  private final TenantStore tenants;
  private final StudyStore studies;
  private final StudyRemoval removal;
  private final BlobStore blobs;
  private final UploadFiles uploads;
  private final AuditTrail audit;
  private final Actors actors;

  TenantRemoval(
      TenantStore tenants,
      StudyStore studies,
      StudyRemoval removal,
      BlobStore blobs,
      UploadFiles uploads,
      AuditTrail audit,
      Actors actors) {
    this.tenants = tenants;
    this.studies = studies;
    this.removal = removal;
    this.blobs = blobs;
    this.uploads = uploads;
    this.audit = audit;
    this.actors = actors;
  }

  /**
   * What a removal did.
   *
   * @param studies number of deleted studies
   * @param complete whether nothing is left
   */
  record Removed(int studies, boolean complete) {}

  /**
   * Removes a tenant.
   *
   * @param operator who removes it, and the tenant
   */
  Removed remove(Actor operator) {
    String tenant = operator.tenant();
    tenants.close(tenant);
    return actors.as(
        operator,
        () -> {
          int deleted = deleteStudies();
          return new Removed(deleted, finish(tenant));
        });
  }

  /** Continues the removal of the current tenant, if it is being removed. */
  void continueRemovals(String tenant) {
    if (tenants.find(tenant).filter(TenantRow::closed).isPresent()) {
      deleteStudies();
      finish(tenant);
    }
  }

  private int deleteStudies() {
    int deleted = 0;
    int before;
    do {
      before = deleted;
      for (StoredStudy study : studies.page(BATCH, Optional.empty()).studies()) {
        audit.append("ingest", AuditAction.DELETE, "RemoveTenant", study.key());
        deleted += removal.remove(study.key()) ? 1 : 0;
      }
    } while (deleted > before);
    return deleted;
  }

  private boolean finish(String tenant) {
    boolean finished = tenants.finish(tenant);
    if (finished) {
      blobs.deleteFolder(tenant);
      uploads.deleteAll(tenant);
    }
    return finished;
  }
}
