package org.echomotion.segmentation.api;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.echomotion.segmentation.model.BrightnessModel;
import org.echomotion.segmentation.model.DarknessViews;
import org.echomotion.segmentation.model.DoublingModel;
import org.echomotion.testing.InMemoryChannels;

/**
 * The channels of segmentation-service in the hands of the test, small models, and a port where a
 * test may put an ingest-service.
 */
public class SegmentationChannels extends InMemoryChannels {

  public SegmentationChannels() {
    super(List.of("segmentation-clip-ingested"), List.of("segmentation-clip-segmented"));
  }

  @Override
  protected Map<String, String> settings(Path repository) throws IOException {
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
    return config;
  }

  /** Below the range of outgoing connections, which could take it between two tests. */
  private static int freePort() throws IOException {
    for (int port = ThreadLocalRandom.current().nextInt(20_000, 30_000); ; port++) {
      try (ServerSocket socket = new ServerSocket(port)) {
        return socket.getLocalPort();
      } catch (BindException taken) {
        // The next one, then.
      }
    }
  }
}
