package org.echomotion.activelearning.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

@ApplicationScoped
class TaskRepository implements PanacheRepositoryBase<TaskEntity, UUID> {}
