package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.point;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Duration;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.LeaseNextResponse;
import org.echomotion.contract.activelearning.v1.ReleaseRequest;
import org.echomotion.contract.activelearning.v1.StatsRequest;
import org.echomotion.contract.common.v1.Point;
import org.junit.jupiter.api.Test;

/**
 * Readers who crash, whose answers get lost, who send late and twice, and who give up. Whatever
 * they do, every place is read once, and every drawing that arrived is an annotation or a draft.
 * {@code -Dechomotion.readers=50 -Dechomotion.clips=250} runs it at full size.
 */
@QuarkusTest
class QueueFaultsTest extends QueueTest {

  private static final int READERS = Integer.getInteger("echomotion.readers", 8);
  private static final int CLIPS = Integer.getInteger("echomotion.clips", 10);
  private static final int PLACES_PER_CLIP = 4 * 2;

  /** How often each fault bit. */
  private final Map<String, AtomicInteger> faults = new ConcurrentHashMap<>();

  /** Numbers of acknowledged submissions. */
  private final AtomicInteger acknowledged = new AtomicInteger();

  /** Late drawings whose reader has not submitted the frame since. */
  private final Set<String> late = ConcurrentHashMap.newKeySet();

  private void bit(String fault) {
    faults.computeIfAbsent(fault, name -> new AtomicInteger()).incrementAndGet();
  }

  @Test
  void everyPlaceIsReadOnceAndNoDrawingIsLost() throws Exception {
    ExecutorService readers = Executors.newFixedThreadPool(READERS);
    try {
      Person lead = Person.of("lead", channel);
      lead.campaign(Person.settings("faults", 2).setSmallestAgreement(0));
      for (int i = 0; i < CLIPS; i++) {
        clips.add();
      }
      await()
          .atMost(120, TimeUnit.SECONDS)
          .until(
              () ->
                  lead.queue().stats(StatsRequest.getDefaultInstance()).getWaiting()
                      == CLIPS * PLACES_PER_CLIP);
      List<Future<?>> work = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        int number = i;
        work.add(
            readers.submit(
                () -> {
                  read(Person.of("reader " + number, channel), new Random(number));
                  return null;
                }));
      }
      for (Future<?> each : work) {
        each.get(20, TimeUnit.MINUTES);
      }

      int places = CLIPS * PLACES_PER_CLIP;
      assertEquals(
          places,
          clips.number("select count(*) from active_learning.slot where state = 'SUBMITTED'"));
      assertEquals(places, clips.number("select count(*) from active_learning.annotation"));
      assertEquals(places, acknowledged.get());
      assertEquals(
          0,
          clips.number(
              """
              select count(*) from (select 1 from active_learning.annotation
              group by frame_id, annotator having count(*) > 1) as twice
              """));
      assertEquals(
          places / 2,
          clips.number("select count(*) from active_learning.frame where state = 'DONE'"));
      assertEquals(0, overlappingLeases(), "never two live leases on a place");
      assertEquals(
          late.size(),
          clips.number(
              """
              select count(*) from (select distinct clip_id, frame_index, reader
              from active_learning.draft where note <> '') as drawing
              """),
          "a late drawing is a draft");
      for (String fault : List.of("crash", "answer lost", "late", "release")) {
        assertTrue(faults.containsKey(fault), fault + " happened");
      }
      System.out.println("faults: " + faults + ", places: " + places);
    } finally {
      readers.shutdownNow();
    }
  }

  /** A lease of a place always ends before the next lease of that place begins. */
  private long overlappingLeases() throws Exception {
    return clips.number(
        """
        select count(*) from (
          select sum(case when kind = 'LEASED' then 1
              when kind in ('SUBMITTED', 'RELEASED', 'EXPIRED', 'SKIPPED') then -1 else 0 end)
              over (partition by slot_id order by id) as live
          from active_learning.frame_event
        ) as counted where live > 1 or live < 0
        """);
  }

  /** Works until no place is left for this reader and nobody has a lease any more. */
  private void read(Person person, Random random) throws InterruptedException {
    while (true) {
      LeaseNextResponse next =
          person
              .queue()
              .leaseNext(
                  LeaseNextRequest.newBuilder()
                      .setLeaseDuration(Duration.newBuilder().setSeconds(1))
                      .build());
      if (!next.hasTask()) {
        if (clipsAreDone(person)) {
          return;
        }
        Thread.sleep(100);
        continue;
      }
      work(person, next.getLeases(0), random);
    }
  }

  private static boolean clipsAreDone(Person person) {
    var stats = person.queue().stats(StatsRequest.getDefaultInstance());
    return stats.getWaiting() == 0 && stats.getLeased() == 0;
  }

  private void work(Person person, Lease lease, Random random) throws InterruptedException {
    List<Point> outline =
        List.of(point(40 + random.nextFloat(), 20), point(70, 20), point(70, 80), point(40, 80));
    switch (random.nextInt(12)) {
      case 0 -> bit("crash");
      case 1 -> release(person, lease);
      case 2 -> {
        Thread.sleep(1200);
        try {
          person.submit(lease, outline);
          throw new AssertionError("A lease of one second was alive after 1.2.");
        } catch (StatusRuntimeException e) {
          late(person, lease, e);
        }
      }
      case 3 -> {
        // The answer was lost on its way, so the page sends again.
        if (submitted(person, lease, outline)) {
          bit("answer lost");
          person.submit(lease, outline);
        }
      }
      default -> submitted(person, lease, outline);
    }
  }

  private void release(Person person, Lease lease) {
    try {
      person
          .queue()
          .release(
              ReleaseRequest.newBuilder()
                  .setTaskId(lease.getTask().getTaskId())
                  .setLeaseToken(lease.getLeaseToken())
                  .build());
      bit("release");
    } catch (StatusRuntimeException e) {
      // Too slow on a busy machine.
      assertEquals(Status.Code.FAILED_PRECONDITION, e.getStatus().getCode());
      bit("late release");
    }
  }

  private boolean submitted(Person person, Lease lease, List<Point> outline) {
    try {
      person.submit(lease, outline);
    } catch (StatusRuntimeException e) {
      // Too slow on a busy machine.
      late(person, lease, e);
      return false;
    }
    acknowledged.incrementAndGet();
    late.remove(drawing(person, lease));
    return true;
  }

  private void late(Person person, Lease lease, StatusRuntimeException refusal) {
    assertEquals(Status.Code.FAILED_PRECONDITION, refusal.getStatus().getCode());
    bit("late");
    late.add(drawing(person, lease));
  }

  private static String drawing(Person person, Lease lease) {
    return lease.getTask().getClipId() + lease.getTask().getFrameIndex() + person.name();
  }
}
