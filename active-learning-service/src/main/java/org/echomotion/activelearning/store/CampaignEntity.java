package org.echomotion.activelearning.store;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.echomotion.activelearning.queue.CampaignSettings;
import org.echomotion.activelearning.queue.CampaignState;
import org.echomotion.activelearning.queue.Strategy;
import org.jspecify.annotations.Nullable;

/** A row of {@code active_learning.campaign}. */
// Hibernate sets the fields.
@SuppressWarnings("NullAway.Init")
@Entity(name = "Campaign")
@Table(schema = "active_learning", name = "campaign")
class CampaignEntity {

  @Id UUID id;
  String name;

  @Enumerated(EnumType.STRING)
  CampaignState state;

  String[] views;

  @Enumerated(EnumType.STRING)
  Strategy strategy;

  short readers;
  short framesPerClip;
  short framesPerStudy;
  double randomShare;
  double withoutProposalShare;
  double goldShare;
  short leasesPerPerson;
  int leaseSeconds;
  double smallestAgreement;
  @Nullable Long budget;

  @Column(updatable = false)
  String createdBy;

  @Column(updatable = false)
  Instant createdAt;

  static CampaignEntity of(CampaignSettings settings, String createdBy, Instant createdAt) {
    CampaignEntity entity = new CampaignEntity();
    entity.id = UUID.randomUUID();
    entity.createdBy = createdBy;
    entity.createdAt = createdAt;
    entity.set(settings);
    return entity;
  }

  void set(CampaignSettings settings) {
    name = settings.name();
    state = settings.state();
    views = settings.views().toArray(String[]::new);
    strategy = settings.strategy();
    readers = (short) settings.readers();
    framesPerClip = (short) settings.framesPerClip();
    framesPerStudy = (short) settings.framesPerStudy();
    randomShare = settings.shares().random();
    withoutProposalShare = settings.shares().withoutProposal();
    goldShare = settings.shares().gold();
    leasesPerPerson = (short) settings.leasesPerPerson();
    leaseSeconds = Math.toIntExact(settings.lease().toSeconds());
    smallestAgreement = settings.smallestAgreement();
    budget = settings.budget().isPresent() ? settings.budget().getAsLong() : null;
  }

  CampaignSettings settings() {
    return new CampaignSettings(
        name,
        state,
        List.of(views),
        strategy,
        readers,
        framesPerClip,
        framesPerStudy,
        new CampaignSettings.Shares(randomShare, withoutProposalShare, goldShare),
        leasesPerPerson,
        Duration.ofSeconds(leaseSeconds),
        smallestAgreement,
        budget == null ? OptionalLong.empty() : OptionalLong.of(budget));
  }
}
