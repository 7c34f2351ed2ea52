package org.echomotion.activelearning.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import org.echomotion.activelearning.store.StatementPlan;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.Test;

/** The statement that frees expired leases reads the expired ones only. */
@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(PeerServices.class)
@QuarkusTestResource(ActiveLearningChannels.class)
class LeaseExpiryPlanTest {

  private static final String INDEX = "slot_expiry";

  @Inject QueuedClips clips;
  @Inject StatementPlan plans;

  /** 5,000 leased places; one in two hundred has expired. */
  private void fill() throws SQLException {
    clips.clear();
    clips.sql(
        """
        insert into active_learning.campaign (id, name, state, views, strategy, readers,
          frames_per_clip, frames_per_study, random_share, without_proposal_share, gold_share,
          leases_per_person, lease_seconds, smallest_agreement, created_by, created_at)
        values (gen_random_uuid(), 'plan', 'OPEN', array['A4C'], 'FULL', 1, 3, 8, 0.1, 0, 0, 5,
          1800, 0.85, 'lead', now())
        """);
    clips.sql("insert into ingest.study values (gen_random_uuid(), 'key-plan', now())");
    clips.sql(
        """
        insert into ingest.clip select gen_random_uuid(), id, repeat('a', 64), 'AVI', 'A4C', 5000,
          50, 224, 224, 112, 112, 0.5, 0, 0, 1.3, 'v1', now(), now(), 'SEGMENTED', null, null
        from ingest.study where key = 'key-plan'
        """);
    clips.sql(
        """
        insert into active_learning.frame (id, campaign_id, clip_id, study_id, frame_index, phase,
          view, reasons, reason_values, random_sample, priority, readers, uncertainty, proposal,
          provenance, model_version, state, created_at)
        select gen_random_uuid(), campaign.id, clip.id, clip.study_id, number, 'OTHER', 'A4C', '{}',
          '{}', false, 0, 1, 0, '', '', '1', 'OPEN', now()
        from active_learning.campaign as campaign, ingest.clip as clip,
          generate_series(0, 4999) as number
        where campaign.name = 'plan'
        """);
    clips.sql(
        """
        insert into active_learning.slot (id, frame_id, campaign_id, number, state, priority,
          random_sample, reader, token, leased_at, expires_at)
        select gen_random_uuid(), id, campaign_id, 1, 'LEASED', 0, false, 'ann', gen_random_uuid(),
          now() - interval '1 hour',
          now() + case when frame_index % 200 = 0 then interval '-1 minute' else '1 hour' end
        from active_learning.frame
        """);
    clips.sql("analyze active_learning.slot");
    clips.sql("analyze active_learning.frame");
  }

  @Test
  void usesTheIndexOfExpiry() throws SQLException {
    fill();
    List<String> plan = plans.ofExpiry();
    assertTrue(plan.stream().anyMatch(line -> line.contains("using " + INDEX)), plan::toString);
    assertTrue(searchesByExpiry(plan), plan::toString);
    // With a clock that runs during the statement, the index would not serve: this test can fail.
    List<String> running =
        plans.of(plans.expiry().replace("statement_timestamp()", "clock_timestamp()"));
    assertFalse(searchesByExpiry(running), running::toString);
  }

  private static boolean searchesByExpiry(List<String> plan) {
    return plan.stream()
        .anyMatch(line -> line.contains("Index Cond") && line.contains("expires_at"));
  }
}
