package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.FrameEventKind;
import org.echomotion.activelearning.queue.FrameState;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Phase;
import org.echomotion.activelearning.queue.Submission;
import org.echomotion.contract.activelearning.v1.Annotation;
import org.echomotion.contract.activelearning.v1.Drawing;
import org.echomotion.contract.activelearning.v1.FrameGeometry;
import org.echomotion.contract.activelearning.v1.ListCorrectionsResponse;
import org.echomotion.contract.common.v1.Provenance;
import org.echomotion.error.EchoMotionException;
import org.jspecify.annotations.Nullable;

/**
 * Outlines that do not come from the queue: corrections from the page of a study, and labels from
 * files of other tools. They are annotations without a place. They count for no result until a
 * reviewer settles the frame.
 */
@ApplicationScoped
public class Corrections {

  /** Largest number of corrections in a list. */
  private static final int MOST_LISTED = 200;

  private final EntityManager entities;
  private final Campaigns campaigns;
  private final DatabaseClock clock;
  private final SlotLocks locks;
  private final FrameEvents events;
  private final Annotations annotations;
  private final FrameResults results;
  private final Leases leases;
  private final QueueMessages messages;

  Corrections(
      EntityManager entities,
      Campaigns campaigns,
      DatabaseClock clock,
      SlotLocks locks,
      FrameEvents events,
      Annotations annotations,
      FrameResults results,
      Leases leases,
      QueueMessages messages) {
    this.entities = entities;
    this.campaigns = campaigns;
    this.clock = clock;
    this.locks = locks;
    this.events = events;
    this.annotations = annotations;
    this.results = results;
    this.leases = leases;
    this.messages = messages;
  }

  /**
   * A frame of a measured clip.
   *
   * @param view A4C or A2C
   * @param uncertainty mean boundary entropy, nats
   * @param proposal the model's outline
   * @param made software and model that made the outline
   */
  public record Frame(
      UUID clipId,
      int index,
      String view,
      Phase phase,
      double uncertainty,
      Outline proposal,
      Provenance made) {}

  /**
   * A label from a file of another tool.
   *
   * @param reader who drew it, as the file states
   */
  public record Imported(Frame frame, String reader, Submission drawn) {}

  /** An annotation that is not stored yet, unless the same person sent the same one before. */
  private record Kept(FrameEntity frame, AnnotationEntity annotation, boolean isNew) {}

  /**
   * Returns the key of a clip's study.
   *
   * @throws EchoMotionException NO_SUCH_CLIP if there is no such clip, or if it has no such frame
   */
  @Transactional
  public String studyKey(UUID clip, int frameIndex) {
    return Rows.map(
            entities
                .createNativeQuery(
                    """
                    select study.key, clip.id from ingest.clip as clip
                    join ingest.study as study on study.id = clip.study_id
                    where clip.id = :clip and :index >= 0 and :index < clip.frame_count
                    """)
                .setParameter("clip", clip)
                .setParameter("index", frameIndex),
            row -> (String) row[0])
        .stream()
        .findFirst()
        .orElseThrow(() -> new EchoMotionException(ActiveLearningError.NO_SUCH_CLIP));
  }

  /**
   * Stores a correction, and sends its frame to review. A settled frame keeps its result until a
   * reviewer decides. The person's newest correction of the frame sent again returns the same
   * annotation.
   *
   * @throws EchoMotionException NO_SUCH_CLIP if the clip was deleted meanwhile
   */
  @Transactional
  public Annotation keep(Frame corrected, String person, Submission drawn) {
    locks.clip(corrected.clipId());
    Kept kept = kept(corrected, person, drawn, AnnotationEntity.Role.CORRECTION);
    store(kept);
    return messages.annotation(kept.annotation(), kept.frame());
  }

  /**
   * Stores labels from files of other tools, all or none, and sends their frames to review as a
   * correction does. A label that a reader's newest one of the frame equals is not stored again.
   *
   * @return number of labels that were not stored before
   * @throws EchoMotionException NO_SUCH_CLIP if a clip was deleted meanwhile
   */
  @Transactional
  public int keepImported(List<Imported> labels) {
    // In one order, so that two imports do not wait for each other.
    List<Imported> ordered =
        labels.stream()
            .sorted(
                Comparator.comparing((Imported label) -> label.frame().clipId())
                    .thenComparingInt(label -> label.frame().index()))
            .toList();
    ordered.stream().map(label -> label.frame().clipId()).distinct().forEach(locks::clip);
    List<Kept> kept =
        ordered.stream()
            .map(
                label ->
                    kept(
                        label.frame(),
                        label.reader(),
                        label.drawn(),
                        AnnotationEntity.Role.IMPORTED))
            .filter(Kept::isNew)
            .toList();
    kept.forEach(this::store);
    return kept.size();
  }

  /** Last, because other submissions of the tenant wait for the position until the commit. */
  private void store(Kept kept) {
    if (kept.isNew()) {
      kept.annotation().position = annotations.nextPosition();
      entities.persist(kept.annotation());
    }
  }

  private Kept kept(Frame corrected, String person, Submission drawn, AnnotationEntity.Role role) {
    FrameEntity frame = queued(corrected).orElseGet(() -> added(corrected));
    locks.frame(frame.id);
    entities.refresh(frame);
    Optional<AnnotationEntity> earlier = newest(frame, person, role);
    if (earlier.isPresent() && same(earlier.get(), drawn)) {
      return new Kept(frame, earlier.get(), false);
    }
    boolean isCorrection = role == AnnotationEntity.Role.CORRECTION;
    AnnotationEntity annotation = new AnnotationEntity();
    annotation.id = UUID.randomUUID();
    annotation.frameId = frame.id;
    annotation.round = frame.round;
    annotation.annotator = person;
    annotation.role = role;
    annotation.verdict = drawn.verdict();
    annotation.contour = drawn.outline().toBytes();
    annotation.drawing = bytes(drawn);
    annotation.quality = drawn.quality().orElse(null);
    // Other tools do not show the model's outline.
    annotation.withoutProposal =
        !isCorrection || leases.drawsWithoutProposal(corrected.clipId(), person);
    annotation.provenance = corrected.made().toByteArray();
    annotation.seconds = drawn.timeSpent().orElse(Duration.ZERO).toNanos() / 1e9;
    annotation.submittedAt = clock.now();
    annotation.diceToProposal = results.dice(annotation, corrected.proposal());
    sendToReview(frame);
    events.add(
        frame.id,
        isCorrection ? FrameEventKind.CORRECTED : FrameEventKind.IMPORTED,
        annotation.id,
        isCorrection ? "" : person);
    return new Kept(frame, annotation, true);
  }

  private void sendToReview(FrameEntity frame) {
    if (frame.state == FrameState.OPEN) {
      results.setAside(frame);
    } else if (frame.state == FrameState.DONE) {
      frame.correctionPending = true;
    }
  }

  private Optional<FrameEntity> queued(Frame corrected) {
    return entities
        .createQuery(
            "from QueuedFrame where clipId = :clip and frameIndex = :index", FrameEntity.class)
        .setParameter("clip", corrected.clipId())
        .setParameter("index", corrected.index())
        .getResultStream()
        .findFirst();
  }

  /** Adds a frame that readers do not get. */
  private FrameEntity added(Frame corrected) {
    CampaignEntity campaign = campaigns.takingCorrections();
    FrameEntity frame = new FrameEntity();
    frame.id = UUID.randomUUID();
    frame.campaignId = campaign.id;
    frame.clipId = corrected.clipId();
    frame.studyId = study(corrected.clipId());
    frame.frameIndex = corrected.index();
    frame.phase = corrected.phase();
    frame.view = corrected.view();
    frame.reasons = new String[0];
    frame.reasonValues = new double[0];
    frame.readers = campaign.readers;
    frame.uncertainty = corrected.uncertainty();
    frame.proposal = corrected.proposal().toBytes();
    frame.provenance = corrected.made().toByteArray();
    frame.modelVersion = corrected.made().getModelVersion();
    frame.state = FrameState.REVIEW;
    frame.round = 1;
    frame.createdAt = clock.now();
    entities.persist(frame);
    entities.flush();
    return frame;
  }

  private UUID study(UUID clip) {
    List<?> studies =
        entities
            .createNativeQuery("select study_id from ingest.clip where id = :clip")
            .setParameter("clip", clip)
            .getResultList();
    if (studies.isEmpty()) {
      throw new EchoMotionException(ActiveLearningError.NO_SUCH_CLIP);
    }
    return (UUID) studies.get(0);
  }

  private Optional<AnnotationEntity> newest(
      FrameEntity frame, String person, AnnotationEntity.Role role) {
    return entities
        .createQuery(
            """
            from Annotation where frameId = :frame and round = :round and annotator = :person
              and role = :role order by position desc
            """,
            AnnotationEntity.class)
        .setParameter("frame", frame.id)
        .setParameter("round", frame.round)
        .setParameter("person", person)
        .setParameter("role", role)
        .setMaxResults(1)
        .getResultStream()
        .findFirst();
  }

  private static boolean same(AnnotationEntity earlier, Submission drawn) {
    return earlier.verdict == drawn.verdict()
        && Arrays.equals(earlier.contour, drawn.outline().toBytes())
        && Arrays.equals(earlier.drawing, bytes(drawn));
  }

  private static byte @Nullable [] bytes(Submission drawn) {
    return drawn.drawing().map(Drawing::toByteArray).orElse(null);
  }

  /** Returns the size of a clip and of its frames; empty if there is no such clip. */
  @Transactional
  public Optional<FrameGeometry> geometry(UUID clip) {
    return messages.geometry(clip);
  }

  /**
   * Returns the newest corrections of a clip, the newest first. A person who has a lease of a frame
   * of the clip gets only their own.
   *
   * @throws EchoMotionException NO_SUCH_CLIP
   */
  @Transactional
  public ListCorrectionsResponse of(UUID clip, String person) {
    ListCorrectionsResponse.Builder response =
        ListCorrectionsResponse.newBuilder()
            .setGeometry(
                messages
                    .geometry(clip)
                    .orElseThrow(() -> new EchoMotionException(ActiveLearningError.NO_SUCH_CLIP)));
    entities
        .createQuery(
            """
            select annotation, frame from Annotation as annotation, QueuedFrame as frame
            where frame.id = annotation.frameId and frame.clipId = :clip
              and annotation.role = CORRECTION
              and (:all = true or annotation.annotator = :person)
            order by annotation.position desc
            """,
            Object[].class)
        .setParameter("clip", clip)
        .setParameter("all", !leases.reads(clip, person))
        .setParameter("person", person)
        .setMaxResults(MOST_LISTED)
        .getResultStream()
        .map(row -> messages.annotation((AnnotationEntity) row[0], (FrameEntity) row[1]))
        .forEach(response::addCorrections);
    return response.build();
  }
}
