package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;

/** The clock of the database, which all services and readers share. */
@ApplicationScoped
class DatabaseClock {

  private final EntityManager entities;

  DatabaseClock(EntityManager entities) {
    this.entities = entities;
  }

  Instant now() {
    return (Instant)
        entities.createNativeQuery("select clock_timestamp()", Instant.class).getSingleResult();
  }
}
