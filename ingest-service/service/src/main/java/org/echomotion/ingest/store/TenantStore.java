package org.echomotion.ingest.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;

/** The tenants. Each call is one transaction. */
@ApplicationScoped
public class TenantStore {

  private final EntityManager entities;

  TenantStore(EntityManager entities) {
    this.entities = entities;
  }

  /** Adds a tenant; returns whether there was none with this name. */
  @Transactional
  public boolean add(String name) {
    return entities
            .createNativeQuery(
                "insert into ingest.tenant (name) values (:name) on conflict (name) do nothing")
            .setParameter("name", name)
            .executeUpdate()
        == 1;
  }

  /** Returns all tenants, ordered by name. */
  @Transactional
  public List<TenantRow> all() {
    return entities
        .createQuery("from IngestTenant order by name", TenantEntity.class)
        .getResultStream()
        .map(TenantEntity::toRow)
        .toList();
  }

  /** Returns a tenant; empty if there is none with this name. */
  @Transactional
  public Optional<TenantRow> find(String name) {
    return Optional.ofNullable(entities.find(TenantEntity.class, name)).map(TenantEntity::toRow);
  }

  /**
   * Checks that a tenant exists and is not being removed.
   *
   * @throws EchoMotionException {@code UNKNOWN_TENANT} if there is no such tenant, or it is being
   *     removed
   */
  @Transactional
  public void requireOpen(String name) {
    if (find(name).filter(tenant -> !tenant.closed()).isEmpty()) {
      throw new EchoMotionException(CommonError.UNKNOWN_TENANT, name);
    }
  }

  /** Begins a tenant's removal. */
  @Transactional
  public void close(String name) {
    entities
        .createNativeQuery(
            "update ingest.tenant set closed_at = coalesce(closed_at, now()) where name = :name")
        .setParameter("name", name)
        .executeUpdate();
  }

  /**
   * Deletes the current tenant if it is closed and nothing of it is left, and all events of its
   * deletions are sent.
   *
   * @return whether it was deleted
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
                "delete from ingest.tenant where name = :name and closed_at is not null")
            .setParameter("name", name)
            .executeUpdate()
        == 1;
  }
}
