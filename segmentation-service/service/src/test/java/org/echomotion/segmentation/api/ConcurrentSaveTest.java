package org.echomotion.segmentation.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.echomotion.segmentation.outline.FrameOutliner;
import org.echomotion.segmentation.outline.FrameSegmentation;
import org.echomotion.segmentation.outline.OutlineSettings;
import org.echomotion.segmentation.outline.ProbabilityMap;
import org.echomotion.segmentation.segment.ClipSegmentation;
import org.echomotion.segmentation.segment.Provenance;
import org.echomotion.segmentation.store.SegmentationStore;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(SegmentationChannels.class)
class ConcurrentSaveTest {

  private static final int FRAMES = 20;

  @Inject SegmentationStore store;
  @Inject DataSource database;

  private static List<FrameSegmentation> frames() {
    FrameOutliner outliner = new FrameOutliner(new OutlineSettings(64, 2));
    List<FrameSegmentation> frames = new ArrayList<>();
    for (int f = 0; f < FRAMES; f++) {
      float[] square = new float[112 * 112];
      for (int i = 0; i < square.length; i++) {
        square[i] = i % 112 > 20 && i % 112 < 60 && i / 112 > 20 && i / 112 < 60 + f ? 0.9f : 0.1f;
      }
      frames.add(outliner.outline(f, new ProbabilityMap(112, 112, square)));
    }
    return frames;
  }

  private static Provenance by(String configuration) {
    return new Provenance("m", "1", "a".repeat(64), "none", "v1", "0", configuration);
  }

  @Test
  void ofConcurrentDuplicatesOneStandsAndAllSeeIt() throws Exception {
    UUID study = UUID.randomUUID();
    UUID clip = UUID.randomUUID();
    StudyRows.insert(database, study, clip, FRAMES);
    List<FrameSegmentation> frames = frames();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    CountDownLatch together = new CountDownLatch(1);
    List<Future<UUID>> saved = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      saved.add(
          threads.submit(
              () -> {
                together.await();
                ClipSegmentation mine =
                    ClipSegmentation.of(clip, study, by("c"), frames, Instant.now());
                return store.save(mine, frames).id();
              }));
    }
    together.countDown();
    Set<UUID> standing = new HashSet<>();
    for (Future<UUID> one : saved) {
      standing.add(one.get());
    }
    threads.shutdown();
    assertEquals(1, standing.size());
    assertArrayEquals(new int[] {1, FRAMES}, StudyRows.count(database, clip));
    ClipSegmentation stored = store.find(clip, by("c")).orElseThrow();
    assertEquals(frames, store.frames(stored, 0, FRAMES));
    assertEquals(frames.subList(5, 9), store.frames(stored, 5, 4));
  }

  @Test
  void prefersTheSegmentationByTheModelInUseToANewerOne() throws Exception {
    UUID study = UUID.randomUUID();
    UUID clip = UUID.randomUUID();
    StudyRows.insert(database, study, clip, FRAMES);
    List<FrameSegmentation> frames = frames();
    Instant then = Instant.parse("2026-01-01T00:00:00Z");
    UUID old = store.save(ClipSegmentation.of(clip, study, by("old"), frames, then), frames).id();
    UUID recent =
        store
            .save(ClipSegmentation.of(clip, study, by("new"), frames, then.plusSeconds(9)), frames)
            .id();
    assertEquals(old, store.latest(clip, by("old")).orElseThrow().id());
    assertEquals(recent, store.latest(clip, by("third")).orElseThrow().id());
  }
}
