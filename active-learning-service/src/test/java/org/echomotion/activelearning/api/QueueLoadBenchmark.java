package org.echomotion.activelearning.api;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Leases under load: a million places wait, ten thousand are leased, and a hundred calls a second
 * arrive whether or not earlier ones are answered. Latency counts from when a call was due. The
 * same calls for the number of frames in the queue are the measure beside it. Not part of the
 * build; docs/annotation.md states the command.
 */
@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(PeerServices.class)
@QuarkusTestResource(ActiveLearningChannels.class)
@EnabledIfSystemProperty(named = "echomotion.load", matches = "true")
class QueueLoadBenchmark {

  private static final int CLIPS = 25_000;
  private static final int FRAMES_PER_CLIP = 40;
  private static final int LIVE = 10_000;
  private static final int BATCHES = 250;
  private static final int CALLS_PER_SECOND = 100;
  private static final int SECONDS = Integer.getInteger("echomotion.load.seconds", 60);
  private static final int PEOPLE = 500;

  @Inject QueuedClips clips;
  @Inject DataSource store;

  @TestHTTPResource URI address;

  @Test
  void leasesAHundredTimesASecond() throws Exception {
    clips.clear();
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    try {
      Person lead = Person.of("lead", channel);
      String campaign = lead.campaign(Person.settings("load", 1).setFramesPerClip(1));
      fill(campaign);
      // Warm up: classes, connections and caches.
      run(channel, 5, Person::next);
      double[] stats =
          run(
              channel,
              SECONDS / 4,
              person ->
                  person
                      .queue()
                      .stats(
                          org.echomotion.contract.activelearning.v1.StatsRequest
                              .getDefaultInstance()));
      double[] leases = run(channel, SECONDS, Person::next);
      System.out.printf(
          "places %d, live leases %d, %d calls a second for %d s%n",
          clips.number("select count(*) from active_learning.slot"),
          clips.number("select count(*) from active_learning.slot where state = 'LEASED'"),
          CALLS_PER_SECOND,
          SECONDS);
      print("LeaseNext", leases);
      print("Stats", stats);
      plan(campaign);
    } finally {
      channel.shutdownNow();
    }
  }

  private interface Call {
    Object of(Person person);
  }

  private double[] run(ManagedChannel channel, int seconds, Call call)
      throws InterruptedException, ExecutionException {
    List<Person> people = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      people.add(Person.of("person " + UUID.randomUUID().toString().substring(0, 8), channel));
    }
    ScheduledExecutorService clock = Executors.newScheduledThreadPool(32);
    try {
      long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(200);
      List<Future<Double>> answers = new ArrayList<>();
      for (int i = 0; i < seconds * CALLS_PER_SECOND; i++) {
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / CALLS_PER_SECOND;
        Person person = people.get(i % PEOPLE);
        answers.add(
            clock.schedule(
                () -> {
                  call.of(person);
                  return (System.nanoTime() - due) / 1e6;
                },
                due - System.nanoTime(),
                TimeUnit.NANOSECONDS));
      }
      double[] millis = new double[answers.size()];
      for (int i = 0; i < millis.length; i++) {
        millis[i] = answers.get(i).get();
      }
      Arrays.sort(millis);
      return millis;
    } finally {
      clock.shutdownNow();
    }
  }

  private static void print(String name, double[] sorted) {
    System.out.printf(
        "%-10s p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, longest %.1f ms%n",
        name,
        sorted[sorted.length / 2],
        sorted[(int) (0.9 * sorted.length)],
        sorted[(int) (0.99 * sorted.length)],
        sorted[sorted.length - 1]);
  }

  private void fill(String campaign) throws SQLException {
    clips.sql(
        """
        insert into ingest.study (id, key, created_at)
        select gen_random_uuid(), 'load-' || i, now() from generate_series(1, %d) as i
        """
            .formatted(CLIPS));
    clips.sql(
        """
        insert into ingest.clip
        select gen_random_uuid(), id, repeat('0', 64), 'AVI', 'A4C', 40, 50, 224, 224, 112, 112,
          0.5, 0, 0, 1.3, 'v1', now(), now(), 'SEGMENTED', null, null
        from ingest.study
        """);
    // In many transactions: within one, each row would add a version to the same rows of the tally.
    for (int batch = 0; batch < BATCHES; batch++) {
      clips.sql(
          """
          insert into active_learning.frame (id, campaign_id, clip_id, study_id, frame_index, phase,
            view, reasons, reason_values, random_sample, priority, readers, uncertainty, proposal,
            provenance, model_version, state, created_at)
          select gen_random_uuid(), '%s', clip.id, clip.study_id, i, 'OTHER', 'A4C',
            array['CONTOUR_UNCERTAIN'], array[0.3], i = 0, random(), 1, 0.3, '', '', '1', 'OPEN',
            now()
          from ingest.clip as clip, generate_series(0, %d - 1) as i
          where abs(hashtext(clip.id::text)) %% %d = %d
          """
              .formatted(campaign, FRAMES_PER_CLIP, BATCHES, batch));
      clips.sql(
          """
          insert into active_learning.slot (id, frame_id, campaign_id, number, state, priority,
            random_sample)
          select gen_random_uuid(), frame.id, campaign_id, 1, 'WAITING', priority, random_sample
          from active_learning.frame as frame
          where not exists (select from active_learning.slot as slot where slot.frame_id = frame.id)
            and clip_id in (select id from ingest.clip where abs(hashtext(id::text)) %% %d = %d)
          """
              .formatted(BATCHES, batch));
    }
    clips.sql(
        """
        update active_learning.slot set state = 'LEASED', reader = 'holder ' || left(id::text, 3),
          token = gen_random_uuid(), leased_at = now(), expires_at = now() + interval '1 hour'
        where id in (select id from active_learning.slot order by priority desc limit %d)
        """
            .formatted(LIVE));
    clips.sql("analyze active_learning.slot");
    clips.sql("analyze active_learning.frame");
  }

  private void plan(String campaign) throws SQLException {
    try (Connection connection = store.getConnection();
        Statement sql = connection.createStatement();
        ResultSet rows =
            sql.executeQuery(
                """
                explain (analyze, costs off, timing off, summary off, buffers)
                select waiting.id from active_learning.slot as waiting
                where waiting.campaign_id = '%s' and waiting.state = 'WAITING'
                  and not exists (select from active_learning.slot as own
                    where own.frame_id = waiting.frame_id and own.reader = 'ann')
                  and not exists (select from active_learning.skip as own
                    where own.frame_id = waiting.frame_id and own.reader = 'ann')
                order by waiting.priority desc, waiting.id limit 1
                for update skip locked
                """
                    .formatted(campaign))) {
      while (rows.next()) {
        System.out.println(rows.getString(1));
      }
    }
  }
}
