package org.echomotion.ef.api.rest;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.Optional;
import org.echomotion.audit.Audited;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.WatchEjectionFractionRequest;
import org.echomotion.ef.EjectionFractionError;
import org.echomotion.ef.api.answers.Results;
import org.echomotion.ef.api.answers.StudyReports;
import org.echomotion.ef.export.FhirReport;
import org.echomotion.ef.grade.Sex;
import org.echomotion.error.EchoMotionException;
import org.echomotion.json.Json;
import org.echomotion.security.Roles;
import org.echomotion.stream.ServerStream;
import org.echomotion.stream.StreamKind;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** A study's results over REST: protobuf JSON, FHIR, or an event stream. */
@Path("/v1/studies/{key}/ejection-fraction")
public class EjectionFractionResource {

  private static final String POOR = "Whether results of poor quality come with their number.";

  private final Results results;
  private final StudyReports reports;

  EjectionFractionResource(Results results, StudyReports reports) {
    this.results = results;
    this.reports = reports;
  }

  /**
   * The REST equivalent of {@code GetEjectionFraction}; 404 until there is a result.
   *
   * @param includePoor whether results of poor quality include their number
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  @Operation(operationId = "getEjectionFraction", summary = "The results of a study and its clips")
  @APIResponse(
      responseCode = "200",
      description = "The results.",
      content = @Content(schema = @Schema(ref = "GetEjectionFractionResponse")))
  @APIResponse(ref = "NotFound", responseCode = "404")
  public String get(
      @RestPath("key") String studyKey,
      @RestQuery @Parameter(description = POOR) boolean includePoor) {
    return Json.of(results.get(request(studyKey, includePoor)));
  }

  /**
   * The study as a FHIR R4 DiagnosticReport.
   *
   * @param sex male or female, for the guideline's cut-offs; missing or empty if unknown
   * @param verified whether the caller states that an authorised person has verified the results;
   *     the report is then final
   */
  @GET
  @Path("/fhir")
  @Produces(FhirReport.MEDIA_TYPE)
  @Blocking
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  @Operation(
      operationId = "getDiagnosticReport",
      summary = "The study as a FHIR R4 DiagnosticReport with its observations inside")
  @APIResponse(
      responseCode = "200",
      description =
          "A DiagnosticReport: 'partial' while the study waits for results, then 'preliminary',"
              + " 'final' if the caller states that it was verified.",
      content =
          @Content(
              mediaType = FhirReport.MEDIA_TYPE,
              schema =
                  @Schema(
                      externalDocs =
                          @org.eclipse.microprofile.openapi.annotations.ExternalDocumentation(
                              url = "http://hl7.org/fhir/R4/diagnosticreport.html"))))
  @APIResponse(ref = "BadRequest", responseCode = "400")
  @APIResponse(ref = "NotFound", responseCode = "404")
  public String fhir(
      @RestPath("key") String studyKey,
      @RestQuery @Parameter(description = "male or female, for the guideline's cut-offs.")
          @Nullable String sex,
      @RestQuery
          @Parameter(description = "States that an authorised person has verified the results.")
          boolean verified,
      @RestQuery @Parameter(description = POOR) boolean includePoor) {
    return FhirReport.json(reports.of(request(studyKey, includePoor), sex(sex), verified));
  }

  /** The REST equivalent of {@code WatchEjectionFraction}, as server-sent events. */
  @GET
  @Path("/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Blocking
  @Audited
  @ServerStream(StreamKind.WATCH)
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  @Operation(
      operationId = "watchEjectionFraction",
      summary = "Each result of a study as soon as it is available, as server-sent events")
  @APIResponse(
      responseCode = "200",
      description = "Events, each a WatchEjectionFractionResponse; the last one holds the study.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(ref = "WatchEjectionFractionResponse")))
  @APIResponse(ref = "NotFound", responseCode = "404")
  public Multi<String> events(
      @RestPath("key") String studyKey,
      @RestQuery @Parameter(description = POOR) boolean includePoor) {
    reports.require(studyKey);
    return results
        .watch(
            WatchEjectionFractionRequest.newBuilder()
                .setStudyKey(studyKey)
                .setIncludePoor(includePoor)
                .build())
        .map(Json::line);
  }

  private static GetEjectionFractionRequest request(String studyKey, boolean includePoor) {
    return GetEjectionFractionRequest.newBuilder()
        .setStudyKey(studyKey)
        .setIncludePoor(includePoor)
        .build();
  }

  private static Optional<Sex> sex(@Nullable String word) {
    if (word == null || word.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(Sex.values())
            .filter(sex -> sex.code().equalsIgnoreCase(word))
            .findFirst()
            .orElseThrow(
                () ->
                    new EchoMotionException(
                        EjectionFractionError.BAD_REQUEST, "the sex must be male or female")));
  }
}
