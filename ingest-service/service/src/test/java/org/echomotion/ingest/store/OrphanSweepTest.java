package org.echomotion.ingest.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Stream;
import org.echomotion.ingest.api.IngestChannels;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.decode.SourceFormat;
import org.echomotion.ingest.decode.StatedTimes;
import org.echomotion.ingest.decode.ViewSource;
import org.echomotion.ingest.preprocess.Geometry;
import org.echomotion.ingest.preprocess.WorkingClip;
import org.echomotion.ingest.store.blob.FrameStore;
import org.echomotion.ingest.store.blob.UploadFiles;
import org.echomotion.ingest.store.blob.UploadKey;
import org.echomotion.tenant.Actor;
import org.echomotion.testing.StudyStoreResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(IngestChannels.class)
class OrphanSweepTest {

  @Inject OrphanSweep sweep;
  @Inject FrameStore frames;
  @Inject UploadFiles uploads;
  @Inject StudyStore studies;

  @ConfigProperty(name = "echomotion.ingest.blob-directory")
  Path directory;

  @Test
  void removesOldBlobsAndUploadsThatBelongToNoClip() throws Exception {
    Geometry geometry = new Geometry(2, 2, 2, 2, 1, 0, 0, OptionalDouble.empty());
    List<byte[]> pixels = List.of(new byte[4], new byte[4]);
    WorkingClip clip = new WorkingClip(pixels, pixels, geometry);
    // Other tests may leave clips and orphans.
    sweep.sweep(Instant.now().plusSeconds(60));
    List<String> expected = new ArrayList<>(names());
    UUID known = UUID.randomUUID();
    UUID orphan = UUID.randomUUID();
    frames.put(known, clip);
    frames.put(orphan, clip);
    UploadKey key = new UploadKey(Actor.LOCAL, "s", "0".repeat(64), 9);
    Path broken = uploads.create(key);
    Files.write(broken, new byte[4]);
    uploads.keep(broken);
    Files.writeString(directory.resolve("README.txt"), "not ours");
    studies.admit(
        "sweep-" + known,
        List.of(
            new NewClip(
                known,
                "0".repeat(64),
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

    assertEquals(0, sweep.sweep(Instant.now().minusSeconds(60)));
    assertEquals(3, sweep.sweep(Instant.now().plusSeconds(60)));

    expected.addAll(
        List.of("README.txt", "local/" + known + ".display", "local/" + known + ".working"));
    assertEquals(expected.stream().sorted().toList(), names());
    Files.delete(directory.resolve("README.txt"));
    studies.delete("sweep-" + known).orElseThrow().clipIds().forEach(frames::delete);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(directory).filter(Files::isRegularFile)) {
      return files.map(file -> directory.relativize(file).toString()).sorted().toList();
    }
  }
}
