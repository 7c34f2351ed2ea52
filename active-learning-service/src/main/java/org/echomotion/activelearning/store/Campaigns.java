package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.CampaignSettings;
import org.echomotion.activelearning.queue.CampaignState;
import org.echomotion.activelearning.queue.QueueStats;
import org.echomotion.contract.activelearning.v1.Campaign;
import org.echomotion.contract.activelearning.v1.CampaignProgress;
import org.echomotion.error.EchoMotionException;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** The campaigns of the current tenant. */
@ApplicationScoped
public class Campaigns {

  private static final String COUNTS =
      """
      select campaign_id, kind, sum(n) from active_learning.tally group by campaign_id, kind
      """;

  private final EntityManager entities;
  private final DatabaseClock clock;

  Campaigns(EntityManager entities, DatabaseClock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * Creates a campaign.
   *
   * @throws EchoMotionException CAMPAIGN_EXISTS if the name is used
   */
  @Transactional
  public Campaign create(CampaignSettings settings, String createdBy) {
    requireOwnName(settings.name(), false);
    CampaignEntity campaign = CampaignEntity.of(settings, createdBy, clock.now());
    entities.persist(campaign);
    flush(settings.name());
    return message(campaign, new HashMap<>());
  }

  /**
   * Replaces a campaign's settings.
   *
   * @throws EchoMotionException NO_SUCH_CAMPAIGN, or CAMPAIGN_EXISTS if the name is used
   */
  @Transactional
  public Campaign update(UUID id, CampaignSettings settings) {
    CampaignEntity campaign = find(id);
    requireOwnName(settings.name(), isOfCorrections(campaign));
    campaign.set(settings);
    flush(settings.name());
    return message(campaign, counts());
  }

  /** The campaign of corrections is found by its name, so it keeps it, and no other may have it. */
  private static void requireOwnName(String name, boolean ofCorrections) {
    if (name.equals(CampaignSettings.CORRECTIONS.name()) != ofCorrections) {
      throw new EchoMotionException(
          ActiveLearningError.CAMPAIGN_EXISTS, CampaignSettings.CORRECTIONS.name());
    }
  }

  private void flush(String name) {
    try {
      entities.flush();
    } catch (PersistenceException e) {
      if (e instanceof ConstraintViolationException
          || e.getCause() instanceof ConstraintViolationException) {
        throw new EchoMotionException(e, ActiveLearningError.CAMPAIGN_EXISTS, name);
      }
      throw e;
    }
  }

  private CampaignEntity find(UUID id) {
    @Nullable CampaignEntity campaign = entities.find(CampaignEntity.class, id);
    if (campaign == null) {
      throw new EchoMotionException(ActiveLearningError.NO_SUCH_CAMPAIGN);
    }
    return campaign;
  }

  /** Returns all campaigns with their progress, oldest first. */
  @Transactional
  public List<Campaign> list() {
    Map<UUID, Map<String, Long>> counts = counts();
    return all().stream().map(campaign -> message(campaign, counts)).toList();
  }

  private List<CampaignEntity> all() {
    return entities
        .createQuery("from Campaign order by createdAt, id", CampaignEntity.class)
        .getResultList();
  }

  /** Returns the campaigns that give out frames, oldest first. */
  List<CampaignEntity> active() {
    return all().stream().filter(campaign -> campaign.state != CampaignState.CLOSED).toList();
  }

  /**
   * Returns the oldest open campaign that accepts a view; empty if no campaign accepts it. A tenant
   * without any campaign gets one with default settings. The campaign of corrections does not
   * count.
   */
  Optional<CampaignEntity> taking(String view) {
    List<CampaignEntity> others = withoutCorrections();
    if (others.isEmpty()) {
      addOnce(CampaignSettings.DEFAULT);
      others = withoutCorrections();
    }
    return others.stream()
        .filter(campaign -> campaign.state == CampaignState.OPEN)
        .filter(campaign -> List.of(campaign.views).contains(view))
        .findFirst();
  }

  private List<CampaignEntity> withoutCorrections() {
    return all().stream().filter(campaign -> !isOfCorrections(campaign)).toList();
  }

  private static boolean isOfCorrections(CampaignEntity campaign) {
    return campaign.name.equals(CampaignSettings.CORRECTIONS.name());
  }

  /** Returns the campaign of the frames that were added by a correction; empty if there is none. */
  Optional<CampaignEntity> ofCorrections() {
    return all().stream().filter(Campaigns::isOfCorrections).findFirst();
  }

  /** Returns the campaign of corrections. It is created if there is none. */
  CampaignEntity takingCorrections() {
    addOnce(CampaignSettings.CORRECTIONS);
    return ofCorrections().orElseThrow();
  }

  /** Creates a campaign of the system if no campaign has its name. */
  private void addOnce(CampaignSettings settings) {
    entities
        .createNativeQuery(
            """
            insert into active_learning.campaign (id, name, state, views, strategy, readers,
              frames_per_clip, frames_per_study, random_share, without_proposal_share, gold_share,
              leases_per_person, lease_seconds, smallest_agreement, created_by, created_at)
            values (:id, :name, :state, array['A4C', 'A2C'], 'FULL', :readers, :framesPerClip,
              :framesPerStudy, :random, :withoutProposal, :gold, :leases, :seconds, :agreement,
              'system', now())
            on conflict (tenant, name) do nothing
            """)
        .setParameter("id", UUID.randomUUID())
        .setParameter("name", settings.name())
        .setParameter("state", settings.state().name())
        .setParameter("readers", settings.readers())
        .setParameter("framesPerClip", settings.framesPerClip())
        .setParameter("framesPerStudy", settings.framesPerStudy())
        .setParameter("random", settings.shares().random())
        .setParameter("withoutProposal", settings.shares().withoutProposal())
        .setParameter("gold", settings.shares().gold())
        .setParameter("leases", settings.leasesPerPerson())
        .setParameter("seconds", settings.lease().toSeconds())
        .setParameter("agreement", settings.smallestAgreement())
        .executeUpdate();
  }

  /** Returns how many frames a campaign still takes. */
  long leftOfBudget(CampaignEntity campaign) {
    return campaign.budget == null
        ? Long.MAX_VALUE
        : campaign.budget - frames(counts().getOrDefault(campaign.id, Map.of()));
  }

  /**
   * Closes a campaign for new clips if its budget is used up. Keeps settings that are changed
   * meanwhile.
   */
  void fillIfSpent(CampaignEntity campaign) {
    if (leftOfBudget(campaign) <= 0) {
      entities
          .createNativeQuery(
              "update active_learning.campaign set state = 'FULL' where id = :id and state = 'OPEN'")
          .setParameter("id", campaign.id)
          .executeUpdate();
    }
  }

  /** Returns the numbers of places over all campaigns. */
  @Transactional
  public QueueStats stats() {
    Map<String, Long> sums = new HashMap<>();
    counts().values().forEach(each -> each.forEach((state, n) -> sums.merge(state, n, Long::sum)));
    return new QueueStats(
        sums.getOrDefault("SLOT_WAITING", 0L),
        sums.getOrDefault("SLOT_LEASED", 0L),
        sums.getOrDefault("SLOT_SUBMITTED", 0L));
  }

  /** Sums the rows of the counts, so that few rows remain. */
  @Transactional
  public void addUpCounts() {
    entities
        .createNativeQuery(
            """
            with parts as (
              select campaign_id, kind, session from active_learning.tally where session <> 0
              for update skip locked
            ), taken as (
              delete from active_learning.tally using parts
              where tally.campaign_id = parts.campaign_id and tally.kind = parts.kind
                and tally.session = parts.session
              returning tally.campaign_id, tally.kind, tally.n
            )
            insert into active_learning.tally (campaign_id, kind, session, n)
            select campaign_id, kind, 0, sum(n) from taken group by campaign_id, kind
            on conflict (campaign_id, kind, session) do update set n = tally.n + excluded.n
            """)
        .executeUpdate();
  }

  private Map<UUID, Map<String, Long>> counts() {
    Map<UUID, Map<String, Long>> counts = new HashMap<>();
    for (Object row : entities.createNativeQuery(COUNTS).getResultList()) {
      Object[] columns = (Object[]) row;
      counts
          .computeIfAbsent((UUID) columns[0], id -> new HashMap<>())
          .put((String) columns[1], ((Number) columns[2]).longValue());
    }
    return counts;
  }

  private Campaign message(CampaignEntity campaign, Map<UUID, Map<String, Long>> counts) {
    Map<String, Long> own = counts.getOrDefault(campaign.id, Map.of());
    return CampaignMessages.of(campaign)
        .setProgress(
            CampaignProgress.newBuilder()
                .setFrames(frames(own))
                .setInReview(own.getOrDefault("FRAME_REVIEW", 0L))
                .setDone(own.getOrDefault("FRAME_DONE", 0L))
                .setWaiting(own.getOrDefault("SLOT_WAITING", 0L))
                .setLeased(own.getOrDefault("SLOT_LEASED", 0L)))
        .build();
  }

  private static long frames(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("FRAME_"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
