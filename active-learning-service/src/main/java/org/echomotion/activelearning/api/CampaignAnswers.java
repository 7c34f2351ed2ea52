package org.echomotion.activelearning.api;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.OptionalLong;
import org.echomotion.activelearning.queue.CampaignSettings;
import org.echomotion.activelearning.queue.CampaignState;
import org.echomotion.activelearning.queue.Strategy;
import org.echomotion.activelearning.store.Campaigns;
import org.echomotion.contract.activelearning.v1.CreateCampaignRequest;
import org.echomotion.contract.activelearning.v1.CreateCampaignResponse;
import org.echomotion.contract.activelearning.v1.ListCampaignsResponse;
import org.echomotion.contract.activelearning.v1.UpdateCampaignRequest;
import org.echomotion.contract.activelearning.v1.UpdateCampaignResponse;
import org.echomotion.contract.common.v1.View;

/** Answers requests about campaigns, over gRPC and REST alike. */
@ApplicationScoped
class CampaignAnswers {

  private static final CampaignSettings DEFAULT = CampaignSettings.DEFAULT;

  private final Campaigns campaigns;
  private final SecurityIdentity caller;

  CampaignAnswers(Campaigns campaigns, SecurityIdentity caller) {
    this.campaigns = campaigns;
    this.caller = caller;
  }

  CreateCampaignResponse create(CreateCampaignRequest request) {
    return CreateCampaignResponse.newBuilder()
        .setCampaign(
            campaigns.create(settings(request.getSettings()), caller.getPrincipal().getName()))
        .build();
  }

  UpdateCampaignResponse update(UpdateCampaignRequest request) {
    return UpdateCampaignResponse.newBuilder()
        .setCampaign(
            campaigns.update(
                Requests.uuid("campaign_id", request.getCampaignId()),
                settings(request.getSettings())))
        .build();
  }

  ListCampaignsResponse list() {
    return ListCampaignsResponse.newBuilder().addAllCampaigns(campaigns.list()).build();
  }

  private static CampaignSettings settings(
      org.echomotion.contract.activelearning.v1.CampaignSettings message) {
    return new CampaignSettings(
        message.getName(),
        switch (message.getState()) {
          case CAMPAIGN_STATE_UNSPECIFIED, CAMPAIGN_STATE_OPEN -> CampaignState.OPEN;
          case CAMPAIGN_STATE_FULL -> CampaignState.FULL;
          case CAMPAIGN_STATE_CLOSED -> CampaignState.CLOSED;
          default -> throw Requests.bad("the state is unknown");
        },
        views(message.getViewsList()),
        switch (message.getStrategy()) {
          case SELECTION_STRATEGY_UNSPECIFIED, SELECTION_STRATEGY_FULL -> Strategy.FULL;
          case SELECTION_STRATEGY_ENTROPY -> Strategy.ENTROPY;
          case SELECTION_STRATEGY_RANDOM -> Strategy.RANDOM;
          case SELECTION_STRATEGY_STRATIFIED_RANDOM -> Strategy.STRATIFIED_RANDOM;
          case SELECTION_STRATEGY_DIVERSE -> Strategy.DIVERSE;
          default -> throw Requests.bad("the strategy is unknown");
        },
        or(message.getReaders(), DEFAULT.readers()),
        or(message.getFramesPerClip(), DEFAULT.framesPerClip()),
        or(message.getFramesPerStudy(), DEFAULT.framesPerStudy()),
        new CampaignSettings.Shares(
            message.hasRandomShare() ? message.getRandomShare() : DEFAULT.shares().random(),
            message.hasWithoutProposalShare()
                ? message.getWithoutProposalShare()
                : DEFAULT.shares().withoutProposal(),
            message.hasGoldShare() ? message.getGoldShare() : DEFAULT.shares().gold()),
        or(message.getLeasesPerPerson(), DEFAULT.leasesPerPerson()),
        message.hasLeaseDuration()
            ? Requests.duration(message.getLeaseDuration())
            : DEFAULT.lease(),
        message.hasSmallestAgreement()
            ? message.getSmallestAgreement()
            : DEFAULT.smallestAgreement(),
        message.getBudget() == 0 ? OptionalLong.empty() : OptionalLong.of(message.getBudget()));
  }

  private static int or(int stated, int otherwise) {
    return stated == 0 ? otherwise : stated;
  }

  private static List<String> views(List<View> views) {
    return views.isEmpty()
        ? DEFAULT.views()
        : views.stream()
            .map(
                view ->
                    switch (view) {
                      case VIEW_A4C -> "A4C";
                      case VIEW_A2C -> "A2C";
                      default -> throw Requests.bad("the views must be A4C, A2C or both");
                    })
            .distinct()
            .toList();
  }
}
