package org.echomotion.segmentation.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.reactive.messaging.memory.InMemoryConnector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.echomotion.segmentation.model.BrightnessModel;
import org.echomotion.segmentation.model.DarknessViews;
import org.echomotion.segmentation.model.DoublingModel;

/** The brightness model, channels in memory, and a port where a test may put an ingest-service. */
public class SegmentationTestResource implements QuarkusTestResourceLifecycleManager {

  private Path repository;

  @Override
  public Map<String, String> start() {
    try {
      repository = Files.createTempDirectory("echomotion-test-models-");
      BrightnessModel.write(repository);
      DoublingModel.write(repository);
      DarknessViews.write(repository);
      Map<String, String> config = new HashMap<>();
      config.put("echomotion.segmentation.model-repository", repository.toString());
      config.put("echomotion.segmentation.model", BrightnessModel.NAME);
      config.put(
          "echomotion.segmentation.further-models", DoublingModel.NAME + "," + DarknessViews.NAME);
      String ingestPort = Integer.toString(freePort());
      config.put("echomotion.ingest.port", ingestPort);
      // Under test a client otherwise calls the port of its own service.
      config.put("quarkus.grpc.clients.ingest.test-port", ingestPort);
      config.put("quarkus.http.test-port", "0");
      config.putAll(
          InMemoryConnector.switchIncomingChannelsToInMemory("segmentation-clip-ingested"));
      config.putAll(
          InMemoryConnector.switchOutgoingChannelsToInMemory("segmentation-clip-segmented"));
      return config;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void stop() {
    InMemoryConnector.clear();
    if (repository == null) {
      return;
    }
    try (Stream<Path> files = Files.walk(repository)) {
      files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
