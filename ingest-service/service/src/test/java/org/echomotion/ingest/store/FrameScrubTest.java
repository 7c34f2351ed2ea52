package org.echomotion.ingest.store;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.echomotion.ingest.api.IngestChannels;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.decode.StatedTimes;
import org.echomotion.ingest.decode.ViewSource;
import org.echomotion.ingest.preprocess.Geometry;
import org.echomotion.ingest.preprocess.WorkingClip;
import org.echomotion.ingest.store.blob.FrameStore;
import org.echomotion.testing.StudyStoreResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(IngestChannels.class)
class FrameScrubTest {

  @Inject FrameScrub scrub;
  @Inject FrameStore frames;
  @Inject StudyStore studies;

  @ConfigProperty(name = "echomotion.ingest.blob-directory")
  Path directory;

  @Test
  void findsClipsWithDamagedFrames() throws Exception {
    Geometry geometry = new Geometry(2, 2, 2, 2, 1, 0, 0, OptionalDouble.empty());
    List<byte[]> pixels = List.of(new byte[4], new byte[4]);
    UUID clip = UUID.randomUUID();
    frames.put(clip, new WorkingClip(pixels, pixels, geometry));
    studies.admit(
        "scrub-" + clip,
        List.of(
            new NewClip(
                clip,
                "1".repeat(64),
                0,
                SourceFormat.AVI,
                EchoView.A4C,
                ViewSource.CALLER,
                2,
                50,
                geometry,
                new ClipRecording(StatedTimes.NONE, Optional.empty(), List.of()),
                "v1",
                Arrival.now())));
    assertFalse(scrub.scrub().contains(clip));
    Path blob = directory.resolve("local").resolve(clip + ".display");
    byte[] bytes = Files.readAllBytes(blob);
    bytes[0] ^= 1;
    Files.write(blob, bytes);
    assertTrue(scrub.scrub().contains(clip));
    Files.delete(blob);
    assertTrue(scrub.scrub().contains(clip));
    studies.delete("scrub-" + clip).orElseThrow().clipIds().forEach(frames::delete);
    assertFalse(scrub.scrub().contains(clip));
  }
}
