package org.echomotion.activelearning.store;

import com.google.protobuf.Duration;
import org.echomotion.activelearning.queue.CampaignSettings;
import org.echomotion.contract.activelearning.v1.Campaign;
import org.echomotion.contract.activelearning.v1.CampaignState;
import org.echomotion.contract.activelearning.v1.SelectionStrategy;
import org.echomotion.contract.common.v1.View;
import org.echomotion.json.ProtoTime;

/** Turns campaigns into the contract's messages. */
final class CampaignMessages {

  private CampaignMessages() {}

  static Campaign.Builder of(CampaignEntity campaign) {
    return Campaign.newBuilder()
        .setCampaignId(campaign.id.toString())
        .setSettings(settings(campaign.settings()))
        .setCreatedBy(campaign.createdBy)
        .setCreatedAt(ProtoTime.of(campaign.createdAt));
  }

  private static org.echomotion.contract.activelearning.v1.CampaignSettings.Builder settings(
      CampaignSettings settings) {
    org.echomotion.contract.activelearning.v1.CampaignSettings.Builder message =
        org.echomotion.contract.activelearning.v1.CampaignSettings.newBuilder()
            .setName(settings.name())
            .setState(CampaignState.valueOf("CAMPAIGN_STATE_" + settings.state()))
            .setStrategy(SelectionStrategy.valueOf("SELECTION_STRATEGY_" + settings.strategy()))
            .setReaders(settings.readers())
            .setFramesPerClip(settings.framesPerClip())
            .setFramesPerStudy(settings.framesPerStudy())
            .setRandomShare(settings.shares().random())
            .setWithoutProposalShare(settings.shares().withoutProposal())
            .setGoldShare(settings.shares().gold())
            .setLeasesPerPerson(settings.leasesPerPerson())
            .setLeaseDuration(Duration.newBuilder().setSeconds(settings.lease().toSeconds()))
            .setSmallestAgreement(settings.smallestAgreement());
    settings.views().forEach(view -> message.addViews(View.valueOf("VIEW_" + view)));
    settings.budget().ifPresent(message::setBudget);
    return message;
  }
}
