package org.echomotion.segmentation.training.tracking;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/**
 * Uploads files to a tracking server that stores artefacts itself ({@code mlflow-artifacts:}), the
 * default of {@code mlflow server}. MLflow's Java client would call a Python program to do this.
 */
final class ArtefactUpload {

  private static final String SCHEME = "mlflow-artifacts";
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ONE_FILE = Duration.ofMinutes(2);

  private final TrackingTarget.Server server;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  ArtefactUpload(TrackingTarget.Server server) {
    this.server = server;
  }

  /** Whether the server accepts files for a run with artefacts at {@code location}. */
  static boolean accepts(String location) {
    return location.startsWith(SCHEME + ":");
  }

  /**
   * @param location the run's {@code artifact_uri}
   * @param files files by their path inside the run
   * @throws IOException if the server rejects a file; the message names it
   */
  void put(String location, Map<String, Path> files) throws IOException, InterruptedException {
    String root = URI.create(location).getPath().replaceAll("^/+|/+$", "");
    for (Map.Entry<String, Path> file : files.entrySet()) {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(target(root + "/" + file.getKey()))
              .timeout(ONE_FILE)
              .PUT(HttpRequest.BodyPublishers.ofFile(file.getValue()));
      authorize(request);
      int status =
          client.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new IOException(
            "the server answered %s with status %d".formatted(file.getKey(), status));
      }
    }
  }

  private URI target(String path) throws IOException {
    URI base = server.uri();
    try {
      return new URI(
          base.getScheme(),
          null,
          base.getHost(),
          base.getPort(),
          base.getPath() + "/api/2.0/mlflow-artifacts/artifacts/" + path,
          null,
          null);
    } catch (URISyntaxException e) {
      throw new IOException(path + " is not a valid artefact path", e);
    }
  }

  private void authorize(HttpRequest.Builder request) {
    if (!server.token().isEmpty()) {
      request.header("Authorization", "Bearer " + server.token());
    } else if (!server.user().isEmpty()) {
      String pair = server.user() + ":" + server.password();
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
