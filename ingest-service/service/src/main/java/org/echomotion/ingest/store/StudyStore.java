package org.echomotion.ingest.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.echomotion.ingest.sector.PictureMeasures;
import org.echomotion.pseudonym.StudyKeys;
import org.echomotion.remark.Remark;
import org.echomotion.stream.SharedWatch.Version;
import org.echomotion.tenant.Actors;
import org.jspecify.annotations.Nullable;

/**
 * Creates, reads and deletes studies and clips of the current tenant. Each call is one transaction.
 */
@ApplicationScoped
public class StudyStore {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OLDEST_FIRST = "order by createdAt, id";

  private static final String VERSIONS =
      """
      select s.key, s.id,
        string_agg(c.id || c.stage || (c.result is not null), ',' order by c.id)
      from ingest.study s join ingest.clip c on c.study_id = s.id
      where s.key = any(:keys) group by s.id, s.key
      """;

  private final EntityManager entities;
  private final StudyRepository studies;
  private final ClipRepository clips;
  private final Actors actors;
  private final StudyKeys keys;
  private final TenantStore tenants;

  StudyStore(
      EntityManager entities,
      StudyRepository studies,
      ClipRepository clips,
      Actors actors,
      StudyKeys keys,
      TenantStore tenants) {
    this.entities = entities;
    this.studies = studies;
    this.clips = clips;
    this.actors = actors;
    this.keys = keys;
    this.tenants = tenants;
  }

  /**
   * Stores the rows of a file's clips, and the study's row if it is missing. If several calls store
   * the same bytes for the same study, even concurrently, exactly one creates rows.
   *
   * @param fresh one clip, or both planes of a biplane picture in their order
   */
  @Transactional
  public Admission admit(String studyKey, List<NewClip> fresh) {
    // PostgreSQL stores microseconds. The returned time must equal the time read later.
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    tenants.requireOpen(actors.required().tenant());
    StudyEntity study = studyFor(storedKey(studyKey), now);
    int inserted = 0;
    for (int i = 0; i < fresh.size(); i++) {
      // Clips are ordered by time, in every service: the second plane comes after the first.
      inserted += insert(study, fresh.get(i), now.plus(i, ChronoUnit.MICROS));
    }
    String sha256 = fresh.get(0).sha256();
    List<StoredClip> stored =
        clips.find("study.id = ?1 and sha256 = ?2 " + OLDEST_FIRST, study.id, sha256).stream()
            .map(ClipEntity::toClip)
            .toList();
    return new Admission(stored, inserted == 0);
  }

  private int insert(StudyEntity study, NewClip clip, Instant now) {
    return entities
        .createNativeQuery(
            """
            insert into ingest.clip (id, study_id, sha256, plane, source_format, view, view_source,
              frame_count,
              frame_rate_hz, display_height, display_width, working_height, working_width,
              working_scale, offset_x, offset_y, mm_per_working_pixel, frame_times_seconds,
              r_wave_times_seconds, saturated_share, dark_share, median_level, bright_level,
              sector_share, cut_share, remarks, preprocessing_version, created_at, received_at,
              trace_parent, stage)
            values (:id, :study, :sha256, :plane, :format, :view, :viewSource, :frames, :rate, :displayHeight,
              :displayWidth, :workingHeight, :workingWidth, :scale, :offsetX, :offsetY,
              cast(:mm as double precision), :frameTimes, :rWaveTimes,
              cast(:saturated as double precision), cast(:dark as double precision),
              cast(:median as double precision), cast(:bright as double precision),
              cast(:sector as double precision), cast(:cut as double precision),
              cast(:remarks as jsonb), :preprocessing, :now, :received, :trace, 'INGESTED')
            on conflict (study_id, sha256, plane) do nothing
            """)
        .setParameter("id", clip.id())
        .setParameter("study", study.id)
        .setParameter("sha256", clip.sha256())
        .setParameter("plane", clip.plane())
        .setParameter("format", clip.format().name())
        .setParameter("view", clip.view().name())
        .setParameter("viewSource", clip.viewSource().name())
        .setParameter("frames", clip.frameCount())
        .setParameter("rate", clip.frameRateHz())
        .setParameter("displayHeight", clip.geometry().displayHeight())
        .setParameter("displayWidth", clip.geometry().displayWidth())
        .setParameter("workingHeight", clip.geometry().workingHeight())
        .setParameter("workingWidth", clip.geometry().workingWidth())
        .setParameter("scale", clip.geometry().workingScale())
        .setParameter("offsetX", clip.geometry().offsetX())
        .setParameter("offsetY", clip.geometry().offsetY())
        .setParameter(
            "mm",
            clip.geometry().mmPerWorkingPixel().isPresent()
                ? clip.geometry().mmPerWorkingPixel().getAsDouble()
                : null)
        .setParameter("frameTimes", array(clip.recording().times().frames()))
        .setParameter("rWaveTimes", array(clip.recording().times().rWaves()))
        .setParameter("saturated", measure(clip, PictureMeasures::saturatedShare))
        .setParameter("dark", measure(clip, PictureMeasures::darkShare))
        .setParameter("median", measure(clip, PictureMeasures::medianLevel))
        .setParameter("bright", measure(clip, PictureMeasures::brightLevel))
        .setParameter("sector", measure(clip, PictureMeasures::sectorShare))
        .setParameter("cut", measure(clip, PictureMeasures::cutShare))
        .setParameter("remarks", json(clip.recording().remarks()))
        .setParameter("preprocessing", clip.preprocessingVersion())
        .setParameter("now", now)
        .setParameter("received", clip.arrival().at())
        .setParameter("trace", clip.arrival().traceParent().orElse(null))
        .executeUpdate();
  }

  private static String json(List<Remark> remarks) {
    try {
      return JSON.writeValueAsString(remarks);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Remarks must be convertible to JSON.", e);
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** Returns a measure, or SQL's null if there is none. */
  private static @Nullable Double measure(NewClip clip, Function<PictureMeasures, Double> which) {
    return clip.recording().picture().map(which).orElse(null);
  }

  /**
   * Returns the key of a study in the store. Studies of versions without pseudonyms keep their
   * keys.
   */
  private String storedKey(String stated) {
    String stored = keys.stored(stated);
    return stored.equals(stated) || studies.count("key", stated) == 0 ? stored : stated;
  }

  /**
   * Returns the study's row and locks it against deletion until the transaction ends. A missing row
   * is created.
   */
  private StudyEntity studyFor(String key, Instant now) {
    while (true) {
      entities
          .createNativeQuery(
              """
              insert into ingest.study (id, key, created_at) values (:id, :key, :now)
              on conflict (tenant, key) do nothing
              """)
          .setParameter("id", UUID.randomUUID())
          .setParameter("key", key)
          .setParameter("now", now)
          .executeUpdate();
      StudyEntity study =
          studies.find("key", key).withLock(LockModeType.PESSIMISTIC_READ).firstResult();
      if (study != null) {
        return study;
      }
      // The study was deleted between the two statements: create it again.
    }
  }

  /** Returns a study's clips of the file with this SHA-256, in order; empty if there are none. */
  @Transactional
  public List<StoredClip> clips(String studyKey, String sha256) {
    return clips
        .find("study.key = ?1 and sha256 = ?2 " + OLDEST_FIRST, storedKey(studyKey), sha256)
        .stream()
        .map(ClipEntity::toClip)
        .toList();
  }

  @Transactional
  public Optional<StoredClip> clip(UUID id) {
    return clips.findByIdOptional(id).map(ClipEntity::toClip);
  }

  @Transactional
  public Optional<StoredStudy> study(String key) {
    return studies.find("key", storedKey(key)).firstResultOptional().flatMap(this::withClips);
  }

  /** Returns a study with its clips; empty if it was deleted meanwhile, because each has clips. */
  private Optional<StoredStudy> withClips(StudyEntity study) {
    return Optional.ofNullable(clipsOf(List.of(study.id)).get(study.id)).map(study::toStudy);
  }

  /**
   * Returns the versions of studies. A version differs if a clip was added, has another stage, or
   * has got its result.
   *
   * @param statedKeys as callers state them
   * @return by key, without the studies that do not exist
   */
  @Transactional
  public Map<String, Version> versions(Set<String> statedKeys) {
    return keys.find(statedKeys, this::versions);
  }

  private Map<String, Version> versions(String[] storedKeys) {
    return Version.byKey(
        entities.createNativeQuery(VERSIONS).setParameter("keys", storedKeys).getResultList());
  }

  /**
   * Returns a page of studies, newest first.
   *
   * @param after the last study of the previous page; empty for the first page
   */
  @Transactional
  public StudyListing page(int size, Optional<StudyListing.Cursor> after) {
    String order = "order by createdAt desc, id desc";
    List<StudyEntity> found =
        (after.isEmpty()
                ? studies.find(order)
                : studies.find(
                    "createdAt < ?1 or (createdAt = ?1 and id < ?2) " + order,
                    after.get().createdAt(),
                    after.get().id()))
            .page(0, size + 1)
            .list();
    List<StudyEntity> shown = found.subList(0, Math.min(size, found.size()));
    Map<UUID, List<StoredClip>> byStudy = clipsOf(shown.stream().map(s -> s.id).toList());
    Optional<StudyListing.Cursor> next = Optional.empty();
    if (found.size() > size) {
      StudyEntity last = shown.get(shown.size() - 1);
      next = Optional.of(new StudyListing.Cursor(last.createdAt, last.id));
    }
    return new StudyListing(
        shown.stream().map(s -> s.toStudy(byStudy.getOrDefault(s.id, List.of()))).toList(), next);
  }

  private Map<UUID, List<StoredClip>> clipsOf(List<UUID> studyIds) {
    return clips.find("study.id in ?1 " + OLDEST_FIRST, studyIds).stream()
        .map(ClipEntity::toClip)
        .collect(Collectors.groupingBy(StoredClip::studyId));
  }

  /**
   * Deletes a study's rows in every schema. The returned study's blobs must still be deleted, and
   * its event sent.
   *
   * @return empty if there is no such study
   */
  @Transactional
  public Optional<DeletedStudy> delete(String key) {
    StudyEntity study =
        studies.find("key", storedKey(key)).withLock(LockModeType.PESSIMISTIC_WRITE).firstResult();
    if (study == null) {
      return Optional.empty();
    }
    DeletedStudyEntity debt = new DeletedStudyEntity();
    debt.studyId = study.id;
    debt.clipIds =
        clips.find("study.id", study.id).stream().map(clip -> clip.id).toArray(UUID[]::new);
    debt.deletedAt = Instant.now().truncatedTo(ChronoUnit.MICROS);
    debt.tenant = actors.required().tenant();
    debt.deletedBy = actors.required().name();
    entities.persist(debt);
    entities
        .createNativeQuery("delete from ingest.study where id = :id")
        .setParameter("id", study.id)
        .executeUpdate();
    return Optional.of(debt.toDeletedStudy());
  }
}
