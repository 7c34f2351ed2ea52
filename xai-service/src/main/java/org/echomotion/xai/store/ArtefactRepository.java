package org.echomotion.xai.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ArtefactRepository implements PanacheRepositoryBase<ArtefactEntity, ArtefactEntity.Key> {

  List<ArtefactEntity> of(UUID explanationId) {
    return list("key.explanationId = ?1 order by key.name", explanationId);
  }

  void insert(UUID explanationId, StoredArtefact artefact) {
    ArtefactEntity entity = new ArtefactEntity();
    entity.key = new ArtefactEntity.Key(explanationId, artefact.name());
    entity.mediaType = artefact.mediaType();
    entity.lengthBytes = artefact.lengthBytes();
    entity.sha256 = artefact.sha256();
    persist(entity);
  }
}
