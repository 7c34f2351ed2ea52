package org.echomotion.segmentation.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.segmentation.segment.ClipSegmentation;
import org.echomotion.segmentation.segment.Provenance;

@ApplicationScoped
class ClipSegmentationRepository implements PanacheRepositoryBase<ClipSegmentationEntity, UUID> {

  // Native SQL, because it waits for a concurrent insert of the same key instead of failing.
  private static final String INSERT =
      """
      insert into segmentation.clip_segmentation (id, clip_id, study_id, model_name, model_version,
        model_sha256, model_licence, preprocessing_version, software_version, configuration_hash,
        frame_count, height, width, mean_boundary_entropy, created_at)
      values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
      on conflict (clip_id, model_version, model_sha256, configuration_hash) do nothing
      """;

  /** Returns false if the clip already has a segmentation with this model and configuration. */
  boolean insert(ClipSegmentation s) {
    Provenance p = s.provenance();
    Object[] values = {
      s.id(),
      s.clipId(),
      s.studyId(),
      p.modelName(),
      p.modelVersion(),
      p.modelSha256(),
      p.modelLicence(),
      p.preprocessingVersion(),
      p.softwareVersion(),
      p.configurationHash(),
      s.frameCount(),
      s.height(),
      s.width(),
      s.meanBoundaryEntropy(),
      s.createdAt()
    };
    var query = getEntityManager().createNativeQuery(INSERT);
    for (int i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    return query.executeUpdate() == 1;
  }

  Optional<ClipSegmentationEntity> find(UUID clipId, Provenance by) {
    return find(
            "clipId = ?1 and modelVersion = ?2 and modelSha256 = ?3 and configurationHash = ?4",
            clipId,
            by.modelVersion(),
            by.modelSha256(),
            by.configurationHash())
        .firstResultOptional();
  }

  List<ClipSegmentationEntity> newestFirst(UUID clipId) {
    return list("clipId = ?1 order by createdAt desc, id", clipId);
  }
}
