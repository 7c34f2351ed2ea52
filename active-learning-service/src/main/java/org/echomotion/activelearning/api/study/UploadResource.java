package org.echomotion.activelearning.api.study;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.connection.RequestBody;
import org.echomotion.connection.UploadProgress;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ingest.v1.GetUploadProgressRequest;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.error.EchoMotionException;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Uploads of cines on the workbench. */
@Path("/v1/workbench")
@Produces(MediaType.APPLICATION_JSON)
public class UploadResource {

  private final UploadClient uploads;

  UploadResource(UploadClient uploads) {
    this.uploads = uploads;
  }

  /**
   * Passes a cine on to ingest-service. The parameters are those of its own REST upload. To
   * continue an upload that broke off, the rest of the file is sent.
   *
   * @param view A4C or A2C; if absent or empty, the file's view is used, or else the default
   * @param otherModality whether a file that states another modality is accepted
   * @param offset number of bytes that ingest-service has already
   * @param wholeLength length of the file; if absent, Content-Length
   * @return the answer of {@code UploadClip}
   */
  @POST
  @Path("/studies/{key}/clips")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @NonBlocking
  @Audited(AuditAction.CREATE)
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Uni<String> upload(
      @RestPath String key,
      @RestQuery @DefaultValue("") String sha256,
      @RestQuery @DefaultValue("") String view,
      @RestQuery @DefaultValue("") String fileName,
      @RestQuery boolean otherModality,
      @RestHeader(UploadProgress.OFFSET) @DefaultValue("0") long offset,
      @RestHeader(UploadProgress.LENGTH) @DefaultValue("-1") long wholeLength,
      @RestHeader(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long contentLength,
      RoutingContext call) {
    UploadClipHeader header =
        UploadClipHeader.newBuilder()
            .setLengthBytes(UploadProgress.length(wholeLength, contentLength))
            .setOffsetBytes(offset)
            .setSha256(sha256)
            .setFileName(fileName)
            .setView(view(view))
            .setStudyKey(key)
            .setOtherModality(otherModality)
            .build();
    return uploads.send(header, new RequestBody(call).parts()).map(Json::line);
  }

  /** Returns in {@code Upload-Offset} how many bytes of a file ingest-service has. */
  @HEAD
  @Path("/studies/{key}/clips")
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Response progress(
      @RestPath String key,
      @RestQuery @DefaultValue("") String sha256,
      @RestHeader(UploadProgress.LENGTH) @DefaultValue("-1") long wholeLength) {
    long received =
        uploads.received(
            GetUploadProgressRequest.newBuilder()
                .setStudyKey(key)
                .setSha256(sha256)
                .setLengthBytes(wholeLength)
                .build());
    return UploadProgress.answer(received, wholeLength);
  }

  private static View view(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "" -> View.VIEW_UNSPECIFIED;
      case "A4C" -> View.VIEW_A4C;
      case "A2C" -> View.VIEW_A2C;
      default ->
          throw new EchoMotionException(
              ActiveLearningError.BAD_REQUEST, "the view must be A4C or A2C");
    };
  }
}
