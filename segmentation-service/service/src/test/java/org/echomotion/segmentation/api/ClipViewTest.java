package org.echomotion.segmentation.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.common.v1.ViewFinding;
import org.echomotion.contract.common.v1.ViewSource;
import org.echomotion.contract.events.v1.ClipIngested;
import org.echomotion.testing.StudyStoreResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(SegmentationChannels.class)
class ClipViewTest {

  @Inject ViewFinder views;

  @ConfigProperty(name = "echomotion.ingest.port")
  int ingestPort;

  private final UUID clip = UUID.randomUUID();
  private IngestInTest ingest;

  @BeforeEach
  void open() throws Exception {
    ingest = new IngestInTest(ingestPort);
  }

  @AfterEach
  void close() throws Exception {
    ingest.close();
  }

  @Test
  void classifiesAClipWhoseViewNobodyStated() {
    // Of 20 frames 16 are looked at: 0, 1, 3, 4, 5, ...; every one of the same gray.
    frames(20, 204);
    ViewFinding found = find(event(20, View.VIEW_A4C, ViewSource.VIEW_SOURCE_ASSUMED));
    assertEquals(View.VIEW_A2C, found.getView());
    assertEquals(ViewSource.VIEW_SOURCE_CLASSIFIED, found.getSource());
    assertEquals(0.8, found.getProbability(), 1e-6);
    assertEquals("echomotion-view 0.0.3", found.getModel());
    assertEquals(16, ingest.calls.get());
  }

  @Test
  void takesTheCallersWordWithoutALook() {
    frames(20, 204);
    ViewFinding found = find(event(20, View.VIEW_A4C, ViewSource.VIEW_SOURCE_CALLER));
    assertEquals(View.VIEW_A4C, found.getView());
    assertEquals(ViewSource.VIEW_SOURCE_CALLER, found.getSource());
    assertFalse(found.hasProbability());
    assertEquals(0, ingest.calls.get());
  }

  @Test
  void findsNothingOfADeletedClip() {
    assertTrue(
        views.find(clip, event(20, View.VIEW_A4C, ViewSource.VIEW_SOURCE_ASSUMED)).isEmpty());
  }

  private ViewFinding find(ClipIngested event) {
    return views.find(clip, event).orElseThrow();
  }

  private void frames(int count, int gray) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] frame = new byte[112 * 112];
      java.util.Arrays.fill(frame, (byte) gray);
      frames.add(frame);
    }
    ingest.clips.put(clip.toString(), frames);
  }

  private ClipIngested event(int frames, View view, ViewSource source) {
    return ClipIngested.newBuilder()
        .setClipId(clip.toString())
        .setView(view)
        .setViewSource(source)
        .setFrameCount(frames)
        .build();
  }
}
