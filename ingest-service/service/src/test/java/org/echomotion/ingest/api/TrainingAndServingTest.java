package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.junit.QuarkusTest;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.ingest.dataset.prepared.DatasetPreparation;
import org.echomotion.ingest.dataset.prepared.PreparationRequest;
import org.echomotion.ingest.dataset.published.DatasetLayout;
import org.echomotion.ingest.phantom.PhantomGenerator;
import org.echomotion.ingest.phantom.PhantomRequest;
import org.echomotion.ingest.phantom.picture.Look;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a network is trained with is what it is served, bit for bit. */
@QuarkusTest
class TrainingAndServingTest extends IngestServiceTestCase {

  @TempDir Path folder;

  @Test
  void seeTheSameBitsOfTheSameCine() throws IOException {
    new PhantomGenerator()
        .generate(
            PhantomRequest.of(2, 5)
                .withLooks(Look.ECHONET, Look.CAMUS)
                .withSparseFrames(8)
                .withMasks()
                .withPrefix("p"),
            folder,
            (done, of, name) -> true);
    Path prepared = folder.resolve("prepared");
    new DatasetPreparation()
        .prepare(PreparationRequest.of(DatasetLayout.PHANTOM, folder, prepared), (done, of) -> {});
    for (String name : List.of("p00000", "p00001")) {
      byte[] video = Files.readAllBytes(folder.resolve("Videos").resolve(name + ".avi"));
      List<byte[]> served = served(upload(name, video).getClip());
      List<Path> trained = images(prepared, name);
      assertEquals(8, trained.size());
      for (Path image : trained) {
        String file = image.getFileName().toString();
        int frame = Integer.parseInt(file.substring(file.length() - 8, file.length() - 4));
        byte[] pixels =
            ((DataBufferByte) ImageIO.read(image.toFile()).getRaster().getDataBuffer()).getData();
        assertArrayEquals(served.get(frame), pixels, file);
      }
    }
  }

  private List<byte[]> served(Clip clip) {
    List<byte[]> frames = new ArrayList<>();
    service()
        .streamFrames(
            StreamFramesRequest.newBuilder()
                .setClipId(clip.getClipId())
                .setKind(FrameKind.FRAME_KIND_WORKING)
                .build())
        .forEachRemaining(message -> frames.addAll(split(message)));
    assertEquals(clip.getFrameCount(), frames.size());
    return frames;
  }

  private static List<byte[]> split(StreamFramesResponse message) {
    List<byte[]> frames = new ArrayList<>();
    int size = message.getHeight() * message.getWidth();
    for (int i = 0; i < message.getFrameCount(); i++) {
      frames.add(message.getPixels().substring(i * size, (i + 1) * size).toByteArray());
    }
    return frames;
  }

  private static List<Path> images(Path prepared, String subject) throws IOException {
    try (Stream<Path> images = Files.list(prepared.resolve("images"))) {
      List<Path> own =
          images.filter(i -> i.getFileName().toString().contains("_" + subject + "_")).toList();
      assertTrue(own.stream().allMatch(Files::isRegularFile));
      return own;
    }
  }
}
