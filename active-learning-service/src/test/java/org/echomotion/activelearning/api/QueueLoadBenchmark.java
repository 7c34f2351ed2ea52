package org.echomotion.activelearning.api;

import io.grpc.ManagedChannel;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
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
import org.echomotion.contract.activelearning.v1.StatsRequest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Leases under load: a million places wait, ten thousand are leased, and a hundred calls a second
 * arrive whether or not earlier ones are answered. Latency counts from the time at which a call was
 * due. For comparison, calls of {@code Stats} run at the same rate. Not part of the build;
 * docs/annotation.md states the command.
 */
@QuarkusTest
@EnabledIfSystemProperty(named = "echomotion.load", matches = "true")
class QueueLoadBenchmark extends QueueTest {

  private static final int CLIPS = 25_000;
  private static final int FRAMES_PER_CLIP = 40;
  private static final int LIVE = 10_000;
  private static final int CALLS_PER_SECOND = 100;
  private static final int SECONDS = Integer.getInteger("echomotion.load.seconds", 60);
  private static final int PEOPLE = 500;

  @Inject DataSource store;

  @ConfigProperty(name = "quarkus.datasource.jdbc.url")
  String url;

  @Test
  void leasesAHundredTimesASecond() throws Exception {
    String campaign = ann.campaign(Person.settings("load", 1).setFramesPerClip(1));
    fill(campaign);
    // Warm up: classes, connections, caches and, above all, compiled code.
    run(channel, 60, Person::next);
    double[] stats =
        run(
            channel,
            SECONDS / 4,
            person -> person.queue().stats(StatsRequest.getDefaultInstance()));
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

  /** Fills the queue as the owner of the database and without triggers, because they count rows. */
  private void fill(String campaign) throws SQLException {
    try (Connection owner =
            DriverManager.getConnection(url.replaceAll("\\?.*", ""), "postgres", "postgres");
        Statement sql = owner.createStatement()) {
      sql.execute("set session_replication_role = replica");
      sql.execute("set echomotion.tenant = 'local'");
      sql.execute("set echomotion.actor = 'load'");
      sql.execute(
          """
          insert into ingest.study (id, key, created_at)
          select gen_random_uuid(), 'load-' || i, now() from generate_series(1, %d) as i
          """
              .formatted(CLIPS));
      sql.execute(
          """
          insert into ingest.clip
          select gen_random_uuid(), id, repeat('0', 64), 'AVI', 'A4C', 40, 50, 224, 224, 112, 112,
            0.5, 0, 0, 1.3, 'v1', now(), now(), 'SEGMENTED', null, null
          from ingest.study
          """);
      sql.execute(
          """
          insert into active_learning.frame (id, campaign_id, clip_id, study_id, frame_index, phase,
            view, reasons, reason_values, random_sample, priority, readers, uncertainty, proposal,
            provenance, model_version, state, created_at)
          select gen_random_uuid(), '%s', clip.id, clip.study_id, i, 'OTHER', 'A4C',
            array['CONTOUR_UNCERTAIN'], array[0.3], i = 0, random(), 1, 0.3, '', '', '1', 'OPEN',
            now()
          from ingest.clip as clip, generate_series(0, %d - 1) as i
          """
              .formatted(campaign, FRAMES_PER_CLIP));
      sql.execute(
          """
          insert into active_learning.slot (id, frame_id, campaign_id, number, state, priority,
            random_sample)
          select gen_random_uuid(), id, campaign_id, 1, 'WAITING', priority, random_sample
          from active_learning.frame
          """);
      sql.execute(
          """
          update active_learning.slot set state = 'LEASED', reader = 'holder ' || left(id::text, 3),
            token = gen_random_uuid(), leased_at = now(), expires_at = now() + interval '1 hour'
          where id in (select id from active_learning.slot order by priority desc limit %d)
          """
              .formatted(LIVE));
      sql.execute(
          """
          insert into active_learning.tally (campaign_id, kind, session, n)
          select campaign_id, 'SLOT_' || state, 0, count(*) from active_learning.slot
          group by campaign_id, state
          """);
      sql.execute("vacuum analyze active_learning.slot, active_learning.frame");
    }
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
