package org.echomotion.segmentation.training.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of MLflow's REST interface (version 2.0, as its documentation states it) that tracking a
 * run takes, and what arrived there.
 */
final class MlflowContract implements AutoCloseable {

  static final String RUN = "0123456789abcdef0123456789abcdef";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INFO =
      """
      {"run_id":"%s","run_uuid":"%s","experiment_id":"7","status":"RUNNING",
       "artifact_uri":"mlflow-artifacts:/7/%s/artifacts"}"""
          .formatted(RUN, RUN, RUN);

  final List<String> calls = new ArrayList<>();
  final Map<String, String> parameters = new LinkedHashMap<>();
  final List<String> metrics = new ArrayList<>();
  final Map<String, byte[]> artefacts = new LinkedHashMap<>();
  final List<String> statuses = new ArrayList<>();
  final List<String> authorizations = new ArrayList<>();
  private final HttpServer server;
  private int failures;

  /** Answers the first {@code failures} calls with status 500. */
  MlflowContract(int failures) throws IOException {
    this.failures = failures;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String path = exchange.getRequestURI().getPath();
    calls.add(exchange.getRequestMethod() + " " + path);
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    int status = 200;
    String reply;
    if (failures > 0) {
      failures--;
      status = 500;
      reply = "{\"error_code\":\"INTERNAL_ERROR\",\"message\":\"broken\"}";
    } else if (path.startsWith("/api/2.0/mlflow-artifacts/artifacts/")) {
      artefacts.put(path.substring("/api/2.0/mlflow-artifacts/artifacts/".length()), body);
      reply = "{}";
    } else {
      reply = reply(path.substring("/api/2.0/mlflow/".length()), body);
      status = reply.contains("error_code") ? 404 : 200;
    }
    byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private String reply(String call, byte[] body) throws IOException {
    JsonNode request = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    switch (call) {
      case "experiments/search":
        return "{\"experiments\":[]}";
      case "experiments/create":
        return "{\"experiment_id\":\"7\"}";
      case "runs/create":
      case "runs/get":
        return "{\"run\":{\"info\":%s,\"data\":{}}}".formatted(INFO);
      case "runs/log-batch":
        request
            .path("params")
            .forEach(p -> parameters.put(p.get("key").asText(), p.get("value").asText()));
        request
            .path("metrics")
            .forEach(
                m ->
                    metrics.add(
                        "%s %s %s"
                            .formatted(
                                m.get("key").asText(),
                                m.get("value").asText(),
                                m.get("step").asText())));
        return "{}";
      case "runs/update":
        statuses.add(request.get("status").asText());
        return "{\"run_info\":%s}".formatted(INFO);
      default:
        return "{\"error_code\":\"ENDPOINT_NOT_FOUND\",\"message\":\"%s\"}".formatted(call);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
