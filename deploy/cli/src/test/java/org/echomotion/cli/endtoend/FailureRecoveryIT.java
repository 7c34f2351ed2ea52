package org.echomotion.cli.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Exit;
import org.echomotion.cli.endtoend.ServicesUnderTest.Bits;
import org.echomotion.cli.endtoend.ServicesUnderTest.TableLock;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.ClipProgress;
import org.echomotion.contract.ingest.v1.Stage;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.standalone.Service;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Nothing lost, nothing twice: five processes on real PostgreSQL and Kafka, killed at the two
 * points that matter, with events doubled, reordered and broken. What comes out is compared, bit by
 * bit, with what the same cine gives undisturbed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class FailureRecoveryIT {

  private static final byte[] POISON = {(byte) 0xff, (byte) 0xff, (byte) 0xff, 1, 2, 3};

  private ServicesUnderTest services;
  private Events events;
  private Bits undisturbed;

  @BeforeAll
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void start() throws Exception {
    services = ServicesUnderTest.start();
    events = new Events(services.platform().broker().clientSettings());
    String study = ServicesUnderTest.newStudy("undisturbed");
    Clip clip = services.upload(study).getClip();
    undisturbed = services.bitsOf(study, clip.getClipId());
    assertTrue(undisturbed.result().hasEjectionFractionPercent(), undisturbed::toString);
    assertEquals(clip.getFrameCount(), undisturbed.frames().size());
  }

  @AfterAll
  void stop() throws Exception {
    if (events != null) {
      events.close();
    }
    if (services != null) {
      services.close();
    }
  }

  @Test
  void theSameCineGivesTheSameBits() throws Exception {
    String study = ServicesUnderTest.newStudy("again");
    Clip clip = services.upload(study).getClip();
    assertEquals(undisturbed, services.bitsOf(study, clip.getClipId()));
  }

  /** Its work is done and not yet stored: all of it is lost, and has to be done again. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "INGEST")
  void aServiceKilledBeforeItsCommitDoesItsWorkAgain(Service service) throws Exception {
    String study = ServicesUnderTest.newStudy("before-commit");
    Clip clip;
    try (TableLock lock = services.lock(tableOf(service))) {
      clip = services.upload(study).getClip();
      Eventually.holds(service + " wants to commit", lock::isWaitedFor);
      services.platform().process(service).kill();
      assertEquals(0, services.rows(tableOf(service), clip.getClipId()));
    }
    assertFalse(services.platform().process(service).handle().isAlive());
    assertEquals(0, services.rows(tableOf(service), clip.getClipId()));
    assertTrue(events.unacknowledged(groupOf(service), topicOf(service)) > 0);

    services.restart(service);
    assertEquals(undisturbed, services.bitsOf(study, clip.getClipId()));
  }

  /** Its result is stored, its message not acknowledged: the message comes again. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "INGEST")
  void aServiceKilledAfterItsCommitDoesNothingTwice(Service service) throws Exception {
    String study = ServicesUnderTest.newStudy("after-commit");
    Clip clip = services.upload(study).getClip();
    Eventually.holds(
        service + " has committed", () -> services.rows(tableOf(service), clip.getClipId()) > 0);
    services.platform().process(service).kill();
    assertTrue(
        events.unacknowledged(groupOf(service), topicOf(service)) > 0,
        "the kill is to come before the acknowledgement");

    services.restart(service);
    assertEquals(undisturbed, services.bitsOf(study, clip.getClipId()));
  }

  @Test
  void anUploadThatIngestDiedInGoesOnByItself() throws Exception {
    String study = ServicesUnderTest.newStudy("upload");
    CompletableFuture<UploadClipResponse> upload;
    try (TableLock lock = services.lock("ingest.clip")) {
      upload =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return services.upload(study);
                } catch (Exception e) {
                  throw new CompletionException(e);
                }
              });
      Eventually.holds("ingest wants to commit", lock::isWaitedFor);
      services.platform().process(Service.INGEST).kill();
    }

    services.restart(Service.INGEST);
    Clip clip = upload.get(60, TimeUnit.SECONDS).getClip();
    assertEquals(undisturbed, services.bitsOf(study, clip.getClipId()));
    assertEquals(
        1,
        services.count("select count(*) from ingest.clip where study_id = ?", clip.getStudyId()));
  }

  @Test
  void aStudyEndsAlthoughIngestDiedWhileItWasUnderWay() throws Exception {
    String study = ServicesUnderTest.newStudy("under-way");
    Clip clip;
    try (TableLock lock = services.lock("ef.ejection_fraction")) {
      clip = services.upload(study).getClip();
      Eventually.holds("ef wants to commit", lock::isWaitedFor);
      services.platform().process(Service.INGEST).kill();
    }
    services.restart(Service.INGEST);
    assertEquals(undisturbed, services.bitsOf(study, clip.getClipId()));
  }

  @Test
  void eventsThatComeTwiceAndOutOfOrderChangeNothing() throws Exception {
    String study = ServicesUnderTest.newStudy("doubled");
    Clip clip = services.upload(study).getClip();
    assertEquals(undisturbed, services.bitsOf(study, clip.getClipId()));
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (String topic :
        List.of("clip.ingested", "clip.segmented", "ef.computed", "explanation.ready")) {
      List<ConsumerRecord<String, byte[]>> found = events.of(topic, clip.getStudyId());
      assertFalse(found.isEmpty(), topic);
      records.addAll(found);
    }
    Collections.reverse(records);
    for (int copy = 0; copy < 2; copy++) {
      for (ConsumerRecord<String, byte[]> record : records) {
        events.send(record.topic(), record.key(), record.value());
      }
    }
    Eventually.holds("all is acknowledged", events::allAcknowledged);

    assertEquals(undisturbed, services.bitsOf(study, clip.getClipId()));
    assertEquals(Stage.STAGE_EXPLAINED, progress(study).getStage());
  }

  /** Segmentation is down, so that the study cannot end before the broken message is met. */
  @Test
  void aBrokenMessageIsSetAsideAndItsStudySaysSo() throws Exception {
    services.platform().process(Service.SEGMENTATION).kill();
    try {
      brokenMessageFails("clip.segmented", "ef.dead-letter");
      brokenMessageFails("ef.computed", "xai.dead-letter");
    } finally {
      services.restart(Service.SEGMENTATION);
    }
    services.platform().process(Service.EF).kill();
    try {
      brokenMessageFails("clip.ingested", "segmentation.dead-letter");
    } finally {
      services.restart(Service.EF);
    }
    theSameCineGivesTheSameBits();
  }

  /** What 'up' does: each part that dies is restarted, and the next study is like any other. */
  @Test
  void aSupervisedPlatformRestartsWhateverDies() throws Exception {
    String earlier = ServicesUnderTest.newStudy("earlier");
    Clip clip = services.upload(earlier).getClip();
    services.bitsOf(earlier, clip.getClipId());
    List<String> said = new CopyOnWriteArrayList<>();
    FutureTask<Void> supervision =
        new FutureTask<>(
            () -> {
              services.platform().supervise(said::add);
              return null;
            });
    Thread supervisor = new Thread(supervision, "supervisor");
    supervisor.start();
    try {
      restarted("PostgreSQL", said, () -> services.killPostgres());
      restarted("Kafka", said, () -> Exit.halt(1, "as if its disk were full"));
      for (Service service : Service.inOrderOfTheData()) {
        restarted(
            "The " + service.id() + " service",
            said,
            () -> services.platform().process(service).kill());
        services.platform().process(service).awaitReady();
      }
    } finally {
      supervisor.interrupt();
      supervisor.join();
    }
    String study = ServicesUnderTest.newStudy("after");
    Clip next = services.upload(study).getClip();
    assertEquals(undisturbed, services.bitsOf(study, next.getClipId()));
    assertEquals(undisturbed, services.bitsOf(earlier, clip.getClipId()));
  }

  private interface Kill {
    void run() throws Exception;
  }

  private static void restarted(String part, List<String> said, Kill kill) throws Exception {
    long before = System.nanoTime();
    try {
      kill.run();
    } catch (IllegalStateException e) {
      // Kafka's thread ends so.
    }
    Eventually.holds(part + " runs again", () -> said.contains(part + " runs again."));
    System.out.printf("%s: %.1f s%n", part, (System.nanoTime() - before) / 1e9);
  }

  private void brokenMessageFails(String topic, String deadLetters) throws Exception {
    String study = ServicesUnderTest.newStudy("poison");
    Clip clip = services.upload(study).getClip();
    events.send(topic, clip.getStudyId(), POISON);
    Eventually.holds(
        study + " fails by " + topic, () -> progress(study).getStage() == Stage.STAGE_FAILED);
    assertTrue(progress(study).getFailureReason().length() > 10, () -> progress(study).toString());
    List<ConsumerRecord<String, byte[]>> aside = events.of(deadLetters, clip.getStudyId());
    assertEquals(1, aside.size());
    assertEquals(List.of(POISON.length), List.of(aside.get(0).value().length));
    assertTrue(aside.get(0).headers().lastHeader("dead-letter-reason") != null);
  }

  @Test
  void aDeletedStudyLeavesNoRowAndNoBlob() throws Exception {
    String study = ServicesUnderTest.newStudy("deleted");
    Clip clip = services.upload(study).getClip();
    services.bitsOf(study, clip.getClipId());
    assertFalse(blobsOf(clip.getClipId()).isEmpty());

    assertTrue(services.client().delete(study));

    assertEquals(
        0, services.count("select count(*) from ingest.study where id = ?", clip.getStudyId()));
    assertEquals(
        0, services.count("select count(*) from ingest.clip where id = ?", clip.getClipId()));
    for (String table : ServicesUnderTest.TABLES) {
      assertEquals(0, services.rows(table, clip.getClipId()), table);
    }
    Eventually.holds("its blobs are gone", () -> blobsOf(clip.getClipId()).isEmpty());
  }

  private ClipProgress progress(String study) {
    return services.client().study(study).getClips(0).getProgress();
  }

  private List<Path> blobsOf(String clipId) throws Exception {
    try (Stream<Path> paths = Files.walk(services.blobs())) {
      return paths.filter(path -> path.toString().contains(clipId)).toList();
    }
  }

  private static String tableOf(Service service) {
    return switch (service) {
      case INGEST -> "ingest.clip";
      case SEGMENTATION -> "segmentation.clip_segmentation";
      case EF -> "ef.ejection_fraction";
      case XAI -> "xai.explanation";
      case ACTIVE_LEARNING -> "active_learning.frame";
    };
  }

  private static String topicOf(Service service) {
    return switch (service) {
      case SEGMENTATION -> "clip.ingested";
      case EF -> "clip.segmented";
      case XAI, ACTIVE_LEARNING -> "ef.computed";
      case INGEST -> "explanation.ready";
    };
  }

  private static String groupOf(Service service) {
    return service == Service.ACTIVE_LEARNING ? service.id() : service.module();
  }
}
