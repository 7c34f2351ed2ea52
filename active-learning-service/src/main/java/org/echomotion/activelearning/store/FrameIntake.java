package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.echomotion.activelearning.queue.CampaignSettings;
import org.echomotion.activelearning.queue.FrameState;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.Strategy;
import org.echomotion.activelearning.selection.FrameChoice;
import org.echomotion.activelearning.selection.FrameChoice.Chosen;
import org.echomotion.activelearning.selection.FrameEvidence;
import org.echomotion.activelearning.selection.Ranks;
import org.echomotion.activelearning.selection.Reason;
import org.echomotion.activelearning.selection.VentricleShape;
import org.echomotion.activelearning.settings.ActiveLearningSettings;
import org.echomotion.contract.common.v1.Provenance;

/** Adds frames of clips to the queue. */
@ApplicationScoped
public class FrameIntake {

  /** Number of a campaign's last frames that a new frame is compared with. */
  private static final int RANKED_AMONG = 1000;

  private final EntityManager entities;
  private final Campaigns campaigns;
  private final DatabaseClock clock;
  private final SlotLocks locks;
  private final ActiveLearningSettings settings;

  FrameIntake(
      EntityManager entities,
      Campaigns campaigns,
      DatabaseClock clock,
      SlotLocks locks,
      ActiveLearningSettings settings) {
    this.entities = entities;
    this.campaigns = campaigns;
    this.clock = clock;
    this.locks = locks;
    this.settings = settings;
  }

  /**
   * A clip that may go to a campaign.
   *
   * @param view A4C or A2C
   * @param poorPicture whether its frames are read after those of other clips
   * @param frames the evidence of each frame, in order
   * @param outlines the model's outlines, in order
   * @param made software and model that made the outlines
   */
  public record Clip(
      UUID clipId,
      UUID studyId,
      String view,
      boolean poorPicture,
      List<FrameEvidence> frames,
      List<Outline> outlines,
      Provenance made) {}

  /** Returns the key of a study; empty if there is no such study. */
  @Transactional
  public Optional<String> studyKey(UUID studyId) {
    List<?> keys =
        entities
            .createNativeQuery("select key from ingest.study where id = :id", String.class)
            .setParameter("id", studyId)
            .getResultList();
    return keys.stream().map(String.class::cast).findFirst();
  }

  /**
   * Adds frames of a clip to the queue. Frames that are already in the queue are scored again if
   * another model outlined them. Does nothing if the same model outlined them, or if no campaign
   * accepts the view. Frames that a correction added do not count.
   */
  @Transactional
  public void take(Clip clip, RandomGenerator random) {
    locks.clip(clip.clipId());
    Optional<UUID> corrections = campaigns.ofCorrections().map(campaign -> campaign.id);
    Map<Integer, FrameEntity> queued = new HashMap<>();
    Map<Integer, FrameEntity> corrected = new HashMap<>();
    for (FrameEntity frame : framesOf(clip.clipId())) {
      boolean added = corrections.map(frame.campaignId::equals).orElse(false);
      (added ? corrected : queued).put(frame.frameIndex, frame);
    }
    String model = clip.made().getModelVersion();
    if (queued.values().stream().anyMatch(frame -> frame.modelVersion.equals(model))) {
      return;
    }
    Optional<CampaignEntity> taking =
        queued.isEmpty()
            ? campaigns.taking(clip.view())
            : Optional.ofNullable(
                entities.find(CampaignEntity.class, queued.values().iterator().next().campaignId));
    taking.ifPresent(campaign -> take(campaign, clip, queued, corrected, random));
  }

  private void take(
      CampaignEntity campaign,
      Clip clip,
      Map<Integer, FrameEntity> queued,
      Map<Integer, FrameEntity> corrected,
      RandomGenerator random) {
    FrameChoice choice =
        new FrameChoice(
            campaign.strategy,
            settings.apartSeconds(),
            ranks(campaign),
            shapes(campaign, clip.clipId()));
    if (queued.isEmpty()) {
      addFrames(campaign, clip, corrected, choice, random);
    } else {
      scoreAgain(queued, clip, choice, random);
    }
  }

  private void addFrames(
      CampaignEntity campaign,
      Clip clip,
      Map<Integer, FrameEntity> corrected,
      FrameChoice choice,
      RandomGenerator random) {
    long left = campaigns.leftOfBudget(campaign);
    int others =
        (int)
            Math.min(
                left - 1, Math.min(campaign.framesPerClip, leftOfStudy(campaign, clip.studyId())));
    Instant now = clock.now();
    if (left > 0) {
      for (Chosen frame : choice.choose(clip.frames(), others, clip.poorPicture(), random)) {
        FrameEntity known = corrected.get(frame.frame().frameIndex());
        if (known == null) {
          add(campaign, clip, frame, now);
        } else {
          // It stays in review, and is part of the unbiased sample if it was drawn for it.
          known.randomSample |= frame.randomSample();
        }
      }
    }
    entities.flush();
    campaigns.fillIfSpent(campaign);
  }

  /** Does not change frames that are leased or have been read. */
  private void scoreAgain(
      Map<Integer, FrameEntity> queued, Clip clip, FrameChoice choice, RandomGenerator random) {
    Set<UUID> inHand = framesInHand(queued.values().stream().map(frame -> frame.id).toList());
    for (Chosen frame : choice.scored(clip.frames(), clip.poorPicture(), random)) {
      FrameEntity known = queued.get(frame.frame().frameIndex());
      if (known != null && known.state == FrameState.OPEN && !inHand.contains(known.id)) {
        known.set(
            known.randomSample ? FrameChoice.inRandomSample(frame, random) : frame,
            clip.outlines().get(known.frameIndex),
            clip.made());
        moveWaiting(known);
      }
    }
  }

  /**
   * Locks the places of frames, and returns the frames with a place that is leased or submitted.
   */
  private Set<UUID> framesInHand(List<UUID> frames) {
    return Rows.map(
            entities
                .createNativeQuery(
                    """
                    select frame_id, state from active_learning.slot
                    where frame_id in (:frames) order by id for update
                    """)
                .setParameter("frames", frames),
            row -> Map.entry((UUID) row[0], (String) row[1]))
        .stream()
        .filter(slot -> !slot.getValue().equals("WAITING"))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private void add(CampaignEntity campaign, Clip clip, Chosen chosen, Instant now) {
    FrameEntity frame = new FrameEntity();
    frame.id = UUID.randomUUID();
    frame.campaignId = campaign.id;
    frame.clipId = clip.clipId();
    frame.studyId = clip.studyId();
    frame.frameIndex = chosen.frame().frameIndex();
    frame.view = clip.view();
    frame.randomSample = chosen.randomSample();
    frame.readers = campaign.readers;
    frame.state = FrameState.OPEN;
    frame.round = 1;
    frame.createdAt = now;
    frame.set(chosen, clip.outlines().get(frame.frameIndex), clip.made());
    entities.persist(frame);
    for (int number = 1; number <= frame.readers; number++) {
      entities.persist(SlotEntity.waiting(frame, number));
    }
  }

  /** Locks the frames of a clip, as submissions do. */
  private List<FrameEntity> framesOf(UUID clip) {
    return entities
        .createQuery("from QueuedFrame where clipId = :clip order by id", FrameEntity.class)
        .setParameter("clip", clip)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList();
  }

  private int leftOfStudy(CampaignEntity campaign, UUID study) {
    long taken =
        entities
            .createQuery(
                """
                select count(*) from QueuedFrame as frame, Campaign as campaign
                where campaign.id = frame.campaignId and campaign.name <> :corrections
                  and frame.studyId = :study and frame.randomSample = false
                """,
                Long.class)
            .setParameter("corrections", CampaignSettings.CORRECTIONS.name())
            .setParameter("study", study)
            .getSingleResult();
    return (int) Math.max(0, campaign.framesPerStudy - taken);
  }

  private void moveWaiting(FrameEntity frame) {
    entities
        .createNativeQuery(
            "update active_learning.slot set priority = :priority where frame_id = :frame")
        .setParameter("priority", frame.priority)
        .setParameter("frame", frame.id)
        .executeUpdate();
  }

  /** The ventricles on the campaign's last frames of other clips, if its strategy compares them. */
  private List<VentricleShape> shapes(CampaignEntity campaign, UUID clip) {
    if (campaign.strategy != Strategy.DIVERSE) {
      return List.of();
    }
    return entities
        .createQuery(
            """
            select proposal from QueuedFrame
            where campaignId = :campaign and clipId <> :clip order by createdAt desc
            """,
            byte[].class)
        .setParameter("campaign", campaign.id)
        .setParameter("clip", clip)
        .setMaxResults(RANKED_AMONG)
        .getResultStream()
        .map(outline -> VentricleShape.of(Outline.fromBytes(outline)))
        .toList();
  }

  private Ranks ranks(CampaignEntity campaign) {
    if (campaign.strategy == Strategy.RANDOM || campaign.strategy == Strategy.STRATIFIED_RANDOM) {
      return new Ranks(Map.of());
    }
    Map<Reason, List<Double>> values = new EnumMap<>(Reason.class);
    List<?> rows =
        entities
            .createNativeQuery(
                """
                select reason, value from (
                  select reasons, reason_values from active_learning.frame
                  where campaign_id = :campaign order by created_at desc limit :limit
                ) as last, unnest(reasons, reason_values) as each (reason, value)
                """)
            .setParameter("campaign", campaign.id)
            .setParameter("limit", RANKED_AMONG)
            .getResultList();
    for (Object row : rows) {
      Object[] columns = (Object[]) row;
      values
          .computeIfAbsent(Reason.valueOf((String) columns[0]), reason -> new ArrayList<>())
          .add(((Number) columns[1]).doubleValue());
    }
    Map<Reason, double[]> known = new EnumMap<>(Reason.class);
    values.forEach(
        (reason, each) ->
            known.put(reason, each.stream().mapToDouble(Double::doubleValue).toArray()));
    return new Ranks(known);
  }
}
