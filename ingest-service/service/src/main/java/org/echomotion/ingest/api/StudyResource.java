package org.echomotion.ingest.api;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.VertxException;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.echomotion.connection.RequestBody;
import org.echomotion.connection.UploadProgress;
import org.echomotion.contract.ingest.v1.DeleteStudyResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.decode.EchoView;
import org.echomotion.ingest.store.Admission;
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

  private final UploadReception reception;
  private final StudyReading reading;
  private final StudyRemoval removal;

  StudyResource(UploadReception reception, StudyReading reading, StudyRemoval removal) {
    this.reception = reception;
    this.reading = reading;
    this.removal = removal;
  }

  /**
   * Uploads a clip, as {@code UploadClip} does. To continue an upload that broke off, the rest of
   * the file is sent with {@code Upload-Offset} and {@code Upload-Length}, as in the IETF's
   * "Resumable Uploads for HTTP".
   *
   * @param view A4C or A2C; if absent or empty, the file's view is used, or else the default
   * @param otherModality whether a file that states another modality is accepted
   * @param offset number of bytes that the service has already
   * @param wholeLength length of the file; if absent, Content-Length
   */
  @POST
  @Path("/{key}/clips")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  @NonBlocking
  @NotAudited("UploadReception records it, once the study is known.")
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Uni<String> upload(
      @RestPath String key,
      @RestQuery @DefaultValue("") String sha256,
      @RestQuery @DefaultValue("") String view,
      @RestQuery @DefaultValue("") String fileName,
      @RestQuery @DefaultValue("false") boolean otherModality,
      @RestHeader(UploadProgress.OFFSET) @DefaultValue("0") long offset,
      @RestHeader(UploadProgress.LENGTH) @DefaultValue("-1") long wholeLength,
      @RestHeader(HttpHeaders.CONTENT_LENGTH) @DefaultValue("-1") long contentLength,
      RoutingContext call) {
    RequestBody body = new RequestBody(call);
    return Uni.createFrom()
        .item(
            () ->
                reception.withinLimit(
                    UploadHeader.checked(
                        UploadProgress.length(wholeLength, contentLength),
                        sha256,
                        fileName,
                        view(view),
                        key,
                        otherModality,
                        offset)))
        .onItem()
        .transformToUni(header -> receive(header, body))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .map(admission -> Json.of(IngestCalls.response(admission)));
  }

  private Uni<Admission> receive(UploadHeader header, RequestBody body) {
    Optional<CompletableFuture<Admission>> result = reception.resultOf(header);
    return result.isPresent()
        ? Uni.createFrom().completionStage(result.get())
        : reception.receive(reception.open(header), parts(body));
  }

  private static Multi<byte[]> parts(RequestBody body) {
    return body.parts()
        .onFailure(VertxException.class)
        .transform(broken -> new EchoMotionException(broken, IngestError.UPLOAD_BROKEN));
  }

  /**
   * Returns the progress of an upload in {@code Upload-Offset}, as {@code GetUploadProgress} does.
   */
  @HEAD
  @Path("/{key}/clips")
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.ADMIN, Roles.SERVICE})
  public Response progress(
      @RestPath String key,
      @RestQuery @DefaultValue("") String sha256,
      @RestHeader(UploadProgress.LENGTH) @DefaultValue("-1") long wholeLength) {
    UploadHeader header =
        reception.withinLimit(
            UploadHeader.checked(wholeLength, sha256, "", Optional.empty(), key, false, 0));
    return UploadProgress.answer(reception.progress(header), header.lengthBytes());
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
