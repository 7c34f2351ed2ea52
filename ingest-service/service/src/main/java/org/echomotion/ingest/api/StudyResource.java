package org.echomotion.ingest.api;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.echomotion.contract.ingest.v1.DeleteStudyResponse;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The REST edge of ingest-service. Bodies are the contract's messages in protobuf JSON. */
@Path("/v1/studies")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class StudyResource {

  private final ClipIngestion ingestion;
  private final StudyReading reading;
  private final StudyRemoval removal;

  StudyResource(ClipIngestion ingestion, StudyReading reading, StudyRemoval removal) {
    this.ingestion = ingestion;
    this.reading = reading;
    this.removal = removal;
  }

  /**
   * Uploads a clip, as {@code UploadClip} does. The length is sent as Content-Length.
   *
   * @param view A4C or A2C; if absent or empty, the file's view is used, or else the default
   * @param otherModality whether a file that states another modality is accepted
   */
  @POST
  @Path("/{key}/clips")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @NotAudited("ClipIngestion records it, once the study is known.")
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Uni<String> upload(
      @RestPath String key,
      @RestQuery @DefaultValue("") String sha256,
      @RestQuery @DefaultValue("") String view,
      @RestQuery @DefaultValue("") String fileName,
      @RestQuery @DefaultValue("false") boolean otherModality,
      @RestHeader(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long length,
      InputStream body) {
    Upload upload = ingestion.open(length, sha256, fileName, view(view), key, otherModality);
    try {
      receive(body, upload);
    } catch (RuntimeException e) {
      upload.close();
      throw e;
    }
    return ingestion
        .ingest(upload)
        .map(admission -> Json.of(IngestCalls.response(admission)))
        .onTermination()
        .invoke(upload::close);
  }

  @GET
  @Path("/{key}")
  @Audited
  @RolesAllowed({
    Roles.CLINICIAN,
    Roles.ANNOTATOR,
    Roles.REVIEWER,
    Roles.ML_ENGINEER,
    Roles.ADMIN,
    Roles.SERVICE
  })
  public String study(@RestPath String key) {
    return Json.of(reading.study(key));
  }

  @GET
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.REVIEWER, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public String studies(
      @RestQuery @DefaultValue("0") int pageSize, @RestQuery @DefaultValue("") String pageToken) {
    return Json.of(reading.page(pageSize, pageToken));
  }

  @DELETE
  @Path("/{key}")
  @Audited(AuditAction.DELETE)
  @RolesAllowed(Roles.ADMIN)
  public String delete(@RestPath String key) {
    return Json.of(DeleteStudyResponse.newBuilder().setDeleted(removal.remove(key)).build());
  }

  private static void receive(InputStream body, Upload upload) {
    byte[] buffer = new byte[1 << 16];
    try {
      for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
        upload.append(buffer, n);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<EchoView> view(String word) {
    if (word.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (word.toUpperCase(Locale.ROOT)) {
          case "A4C" -> EchoView.A4C;
          case "A2C" -> EchoView.A2C;
          default -> throw UploadHeader.bad("the view must be A4C or A2C");
        });
  }
}
