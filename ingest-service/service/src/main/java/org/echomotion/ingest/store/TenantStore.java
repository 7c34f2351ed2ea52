package org.echomotion.ingest.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;
import org.jspecify.annotations.Nullable;

/** The tenants. Each call is one transaction. */
@ApplicationScoped
public class TenantStore {

  private final EntityManager entities;

  TenantStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Adds a tenant; returns false if a tenant has or had this name. */
  @Transactional
  public boolean add(String name) {
    return entities
            .createNativeQuery(
                "insert into ingest.tenant (name) values (:name) on conflict (name) do nothing")
            .setParameter("name", name)
            .executeUpdate()
        == 1;
  }

  /** Returns all tenants that are not removed, ordered by name. */
  @Transactional
  public List<TenantRow> all() {
    return entities
        .createQuery("from IngestTenant where removedAt is null order by name", TenantEntity.class)
        .getResultStream()
        .map(TenantEntity::toRow)
        .toList();
  }

  /** Returns a tenant; empty if there is none with this name, or it is removed. */
  @Transactional
  public Optional<TenantRow> find(String name) {
    return Optional.ofNullable(entities.find(TenantEntity.class, name))
        .filter(tenant -> tenant.removedAt == null)
        .map(TenantEntity::toRow);
  }

  /**
   * Checks that a tenant exists and is not being removed, and keeps it so until the transaction
   * ends.
   *
   * @throws EchoMotionException {@code UNKNOWN_TENANT} if there is no such tenant, or it is being
   *     removed
   */
  @Transactional
  public void requireOpen(String name) {
    @Nullable TenantEntity tenant =
        entities.find(TenantEntity.class, name, LockModeType.PESSIMISTIC_READ);
    if (tenant == null || tenant.closedAt != null) {
      throw new EchoMotionException(CommonError.UNKNOWN_TENANT, name);
    }
  }

  /** Begins a tenant's removal. Waits for uploads that are being stored. */
  @Transactional
  public void close(String name) {
    entities
        .createNativeQuery(
            "update ingest.tenant set closed_at = coalesce(closed_at, now()) where name = :name")
        .setParameter("name", name)
        .executeUpdate();
  }

  /**
   * Marks the current tenant as removed if it is closed, no study of it is left, and the events of
   * all its deletions are sent.
   *
   * @return whether it is removed
   */
  @Transactional
  public boolean finish(String name) {
    long left =
        ((Number)
                entities
                    .createNativeQuery(
                        """
                        select (select count(*) from ingest.study)
                          + (select count(*) from ingest.deleted_study where published_at is null)
                        """)
                    .getSingleResult())
            .longValue();
    if (left > 0) {
      return false;
    }
    entities.createNativeQuery("delete from ingest.deleted_study").executeUpdate();
    return entities
            .createNativeQuery(
                """
                update ingest.tenant set removed_at = coalesce(removed_at, now())
                where name = :name and closed_at is not null
                """)
            .setParameter("name", name)
            .executeUpdate()
        == 1;
  }
}
