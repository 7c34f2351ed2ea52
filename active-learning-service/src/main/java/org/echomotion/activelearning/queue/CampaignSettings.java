package org.echomotion.activelearning.queue;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.error.EchoMotionException;

/**
 * The settings of a campaign.
 *
 * @param name unique
 * @param views accepted views of clips: A4C, A2C
 * @param strategy how frames are chosen
 * @param readers number of readers for each frame
 * @param framesPerClip largest number of frames of a clip, besides the random one
 * @param framesPerStudy largest number of frames of a study, besides the random ones
 * @param shares shares of leases
 * @param leasesPerPerson largest number of leases of a person at a time
 * @param lease duration of a lease
 * @param smallestAgreement least mean Dice of all pairs of readers; below it, a reviewer decides
 * @param budget number of frames after which the campaign is full; empty for no limit
 */
public record CampaignSettings(
    String name,
    CampaignState state,
    List<String> views,
    Strategy strategy,
    int readers,
    int framesPerClip,
    int framesPerStudy,
    Shares shares,
    int leasesPerPerson,
    Duration lease,
    double smallestAgreement,
    OptionalLong budget) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9 ._-]{1,64}");
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
  private static final Duration LONGEST_LEASE = Duration.ofHours(8);

  // Must follow the constants that the constructor uses.
  /** The default settings. */
  public static final CampaignSettings DEFAULT =
      new CampaignSettings(
          "standard",
          CampaignState.OPEN,
          List.of("A4C", "A2C"),
          Strategy.FULL,
          1,
          3,
          8,
          new Shares(0.1, 0.05, 0.05),
          5,
          Duration.ofMinutes(30),
          0.85,
          OptionalLong.empty());

  /**
   * The campaign of the frames that get into the queue by a correction. It takes no clips. Readers
   * work on its frames only if a reviewer reopens them.
   */
  public static final CampaignSettings CORRECTIONS =
      new CampaignSettings(
          "corrections",
          CampaignState.FULL,
          DEFAULT.views(),
          DEFAULT.strategy(),
          DEFAULT.readers(),
          DEFAULT.framesPerClip(),
          DEFAULT.framesPerStudy(),
          DEFAULT.shares(),
          DEFAULT.leasesPerPerson(),
          DEFAULT.lease(),
          DEFAULT.smallestAgreement(),
          DEFAULT.budget());

  /**
   * Shares of leases.
   *
   * @param random of the random sample, 0.1 to 1
   * @param withoutProposal without the model's outline, 0 to 1
   * @param gold with a known answer, 0 to 0.5
   */
  public record Shares(double random, double withoutProposal, double gold) {}

  /**
   * Checks each value.
   *
   * @throws EchoMotionException BAD_REQUEST if one is out of its range
   */
  public CampaignSettings {
    views = List.copyOf(views);
    require(NAME.matcher(name).matches(), "a name needs 1 to 64 letters, digits, spaces, . _ or -");
    require(!views.isEmpty(), "the views must be A4C, A2C or both");
    require(readers >= 1 && readers <= 5, "readers must be 1 to 5");
    require(framesPerClip >= 1 && framesPerClip <= 50, "frames_per_clip must be 1 to 50");
    require(framesPerStudy >= 1 && framesPerStudy <= 200, "frames_per_study must be 1 to 200");
    require(within(shares.random(), 0.1, 1), "random_share must be 0.1 to 1");
    require(within(shares.withoutProposal(), 0, 1), "without_proposal_share must be 0 to 1");
    require(within(shares.gold(), 0, 0.5), "gold_share must be 0 to 0.5");
    require(leasesPerPerson >= 1 && leasesPerPerson <= 20, "leases_per_person must be 1 to 20");
    requireLease(lease);
    require(within(smallestAgreement, 0, 1), "smallest_agreement must be 0 to 1");
    require(budget.isEmpty() || budget.getAsLong() >= 1, "a budget must be at least 1");
  }

  /**
   * Checks the duration of a lease.
   *
   * @throws EchoMotionException BAD_REQUEST if it is shorter than a second or longer than 8 hours
   */
  public static Duration requireLease(Duration lease) {
    require(
        lease.compareTo(SHORTEST_LEASE) >= 0 && lease.compareTo(LONGEST_LEASE) <= 0,
        "a lease must last from 1 second to 8 hours");
    return lease;
  }

  private static boolean within(double value, double lowest, double highest) {
    return value >= lowest && value <= highest;
  }

  private static void require(boolean condition, String what) {
    if (!condition) {
      throw new EchoMotionException(ActiveLearningError.BAD_REQUEST, what);
    }
  }
}
