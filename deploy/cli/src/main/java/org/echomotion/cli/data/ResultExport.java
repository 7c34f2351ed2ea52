package org.echomotion.cli.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.echomotion.cli.client.Endpoints.HostPort;
import org.echomotion.cli.client.Trust;
import org.echomotion.contract.ef.v1.ListEjectionFractionsResponse;
import org.echomotion.json.Json;

/** Reads results with REST and writes them to a file. A failed export leaves no file. */
final class ResultExport {

  /** Gives a token that is valid now; a long export outlasts its first one. */
  @FunctionalInterface
  interface AccessToken {
    Optional<String> get() throws InterruptedException;
  }

  private static final int PAGE = 200;

  private final HttpClient http;
  private final String base;
  private final AccessToken accessToken;
  private final CohortFilter filter;

  /**
   * @param accessToken sent with each request; empty for a platform without sign-in
   * @throws IOException if the certificate authority of the server cannot be read
   */
  ResultExport(HostPort efService, Trust trust, AccessToken accessToken, CohortFilter filter)
      throws IOException {
    this.http = trust.http(efService, HttpClient.Version.HTTP_1_1);
    this.accessToken = accessToken;
    this.base = (trust.usesTls(efService) ? "https://" : "http://") + efService + "/v1/";
    this.filter = filter;
  }

  /** The service rejected the request. The message is that of the service. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean request;

    Refused(String code, String message) {
      super(message);
      request = code.equals("BAD_REQUEST");
    }

    /** Returns whether the request is wrong. Otherwise the data does not exist. */
    boolean isAboutTheRequest() {
      return request;
    }
  }

  private interface Content {
    void writeTo(Path file) throws IOException, InterruptedException;
  }

  /** Writes one row per clip. */
  void csv(Path out) throws IOException, InterruptedException {
    replace(
        out,
        file -> {
          try (InputStream body = get("ejection-fractions.csv?" + filter.query())) {
            Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
          }
        });
  }

  /**
   * Writes a {@code GetEjectionFractionResponse} for one study, or a {@code
   * ListEjectionFractionsResponse} on a single page for a cohort.
   */
  void json(Path out) throws IOException, InterruptedException {
    replace(
        out,
        file -> {
          Optional<String> key = filter.wholeStudy();
          if (key.isPresent()) {
            try (InputStream body =
                get(study(key.get()) + "?includePoor=" + filter.includePoor())) {
              Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
            }
          } else {
            Files.writeString(file, Json.of(all()) + "\n");
          }
        });
  }

  /**
   * Writes a DiagnosticReport per study, one per line.
   *
   * @param query query parameters of each report: sex, and whether it is verified
   * @return the number of reports
   */
  int fhir(Path out, String query) throws IOException, InterruptedException {
    Set<String> studies = new LinkedHashSet<>();
    Optional<String> whole = filter.wholeStudy();
    if (whole.isPresent()) {
      studies.add(whole.get());
    } else {
      all().getResultsList().forEach(listed -> studies.add(listed.getResult().getStudyKey()));
    }
    replace(
        out,
        file -> {
          try (BufferedWriter lines = Files.newBufferedWriter(file)) {
            for (String key : studies) {
              lines.write(text(study(key) + "/fhir?" + query));
              lines.write("\n");
            }
          }
        });
    return studies.size();
  }

  private static String study(String key) {
    return "studies/" + CohortFilter.encoded(key) + "/ejection-fraction";
  }

  private ListEjectionFractionsResponse all() throws IOException, InterruptedException {
    ListEjectionFractionsResponse.Builder all = ListEjectionFractionsResponse.newBuilder();
    String token = "";
    do {
      ListEjectionFractionsResponse page =
          page(
              text(
                  "ejection-fractions?pageSize=%d&pageToken=%s&%s"
                      .formatted(PAGE, CohortFilter.encoded(token), filter.query())));
      all.addAllResults(page.getResultsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return all.build();
  }

  private static ListEjectionFractionsResponse page(String json)
      throws InvalidProtocolBufferException {
    ListEjectionFractionsResponse.Builder page = ListEjectionFractionsResponse.newBuilder();
    JsonFormat.parser().ignoringUnknownFields().merge(json, page);
    return page.build();
  }

  private String text(String path) throws IOException, InterruptedException {
    try (InputStream body = get(path)) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private InputStream get(String path) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    accessToken.get().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    HttpResponse<InputStream> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() == 200) {
      return response.body();
    }
    // An invalid token is refused before EchoMotion can say so in JSON.
    if (response.statusCode() == 401 || response.statusCode() == 403) {
      response.body().close();
      throw (response.statusCode() == 401
              ? Status.UNAUTHENTICATED.withDescription(
                  "Sign in first. This call needs a valid access token.")
              : Status.PERMISSION_DENIED.withDescription("Your roles do not allow this call."))
          .asRuntimeException();
    }
    try (InputStream body = response.body()) {
      JsonNode said = new ObjectMapper().readTree(body);
      throw new Refused(said.path("code").asText(), said.path("message").asText());
    } catch (JsonProcessingException e) {
      throw new IOException(
          "%s does not answer as EchoMotion (status %d). Give the address of ef-service with --server."
              .formatted(base, response.statusCode()),
          e);
    }
  }

  private static void replace(Path out, Content content) throws IOException, InterruptedException {
    Path folder = out.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, ".export-", ".part");
    try {
      content.writeTo(part);
      Files.move(part, out, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
