package org.echomotion.segmentation.training.tracking;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/**
 * The target of a run's tracking, from MLflow's environment variables.
 *
 * @param folder root of the file layout
 * @param server the tracking server; empty if there is none
 * @param experiment name of the experiment
 * @param warning what is not supported; empty if everything is
 */
record TrackingTarget(
    Path folder, Optional<Server> server, String experiment, Optional<String> warning) {

  private static final String DEFAULT_EXPERIMENT = "echomotion";

  /**
   * A tracking server.
   *
   * @param uri without credentials
   * @param user user name; empty if not given
   * @param password password; empty if not given
   * @param token token; empty if not given
   * @param insecure whether its certificate is accepted unchecked
   */
  record Server(URI uri, String user, String password, String token, boolean insecure) {

    BasicMlflowHostCreds credentials() {
      return new BasicMlflowHostCreds(
          uri.toString(), orNull(user), orNull(password), orNull(token), insecure);
    }

    /** Without credentials. */
    @Override
    public String toString() {
      return uri.toString();
    }

    private static @Nullable String orNull(String value) {
      return value.isEmpty() ? null : value;
    }
  }

  /**
   * @param runDirectory directory of the run; {@code mlruns} is beside it by default
   */
  static TrackingTarget of(Path runDirectory, Map<String, String> environment) {
    Path beside = runDirectory.toAbsolutePath().resolveSibling("mlruns");
    String experiment = environment.getOrDefault("MLFLOW_EXPERIMENT_NAME", DEFAULT_EXPERIMENT);
    String given = environment.getOrDefault("MLFLOW_TRACKING_URI", "").strip();
    if (given.isEmpty()) {
      return new TrackingTarget(beside, Optional.empty(), experiment, Optional.empty());
    }
    try {
      URI uri = new URI(given);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme();
      return switch (scheme) {
        case "http", "https" ->
            new TrackingTarget(
                beside, Optional.of(server(uri, environment)), experiment, Optional.empty());
        case "file" ->
            new TrackingTarget(
                Path.of(uri.getPath()), Optional.empty(), experiment, Optional.empty());
        case "" ->
            new TrackingTarget(Path.of(given), Optional.empty(), experiment, Optional.empty());
        default -> notFollowed(beside, experiment, scheme + ":");
      };
    } catch (URISyntaxException e) {
      // Its text may hold a password, so it is not repeated.
      return notFollowed(beside, experiment, "not a URI");
    }
  }

  private static TrackingTarget notFollowed(Path folder, String experiment, String what) {
    return new TrackingTarget(
        folder,
        Optional.empty(),
        experiment,
        Optional.of("MLFLOW_TRACKING_URI is %s; use http:, https: or file:.".formatted(what)));
  }

  private static Server server(URI uri, Map<String, String> environment) throws URISyntaxException {
    String[] inUri = uri.getUserInfo() == null ? new String[0] : uri.getUserInfo().split(":", 2);
    String path = uri.getPath() == null ? "" : uri.getPath().replaceAll("/+$", "");
    return new Server(
        new URI(uri.getScheme(), null, uri.getHost(), uri.getPort(), path, null, null),
        environment.getOrDefault("MLFLOW_TRACKING_USERNAME", inUri.length > 0 ? inUri[0] : ""),
        environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", inUri.length > 1 ? inUri[1] : ""),
        environment.getOrDefault("MLFLOW_TRACKING_TOKEN", ""),
        "true".equals(environment.get("MLFLOW_TRACKING_INSECURE_TLS")));
  }
}
