package org.echomotion.ef.api.rest;

import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerResponse;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.echomotion.audit.Audited;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.ListEjectionFractionsResponse;
import org.echomotion.ef.api.answers.CohortQuery;
import org.echomotion.ef.api.answers.ResultPages;
import org.echomotion.ef.api.messages.ReportMessages;
import org.echomotion.ef.export.CohortTable;
import org.echomotion.security.Roles;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** Results of all studies over REST, as one table. */
@Path("/v1/ejection-fractions.csv")
@Blocking
public class CohortTableResource {

  private static final String CSV = "text/csv";

  private final ResultPages pages;

  CohortTableResource(ResultPages pages) {
    this.pages = pages;
  }

  /** All pages of {@code ListEjectionFractions}. Each page is written as soon as it is read. */
  @GET
  @Produces(CSV)
  @Audited
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  @Operation(
      operationId = "exportEjectionFractions",
      summary = "The newest result of each clip as CSV, one row per clip, newest clips first")
  @APIResponse(
      responseCode = "200",
      description = "A header and a row per clip, UTF-8.",
      content = @Content(mediaType = CSV, schema = @Schema(implementation = String.class)))
  @APIResponse(ref = "BadRequest", responseCode = "400")
  public Response table(@BeanParam CohortQuery query, @Context HttpServerResponse connection) {
    ListEjectionFractionsRequest.Builder request =
        query.request().build().toBuilder().setPageSize(ResultPages.LARGEST_PAGE);
    // Read the first page before the answer starts, so that an error still gets its status.
    ListEjectionFractionsResponse first = pages.page(request.build());
    StreamingOutput rows =
        out -> {
          try {
            write(request, first, out);
          } catch (RuntimeException e) {
            // Otherwise the rows that were sent would look like the whole table.
            connection.reset();
            throw e;
          }
        };
    return Response.ok(rows, CSV + ";charset=UTF-8;header=present")
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"ejection-fractions.csv\"")
        .build();
  }

  private void write(
      ListEjectionFractionsRequest.Builder request,
      ListEjectionFractionsResponse first,
      OutputStream out)
      throws IOException {
    Writer text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    CohortTable table = new CohortTable(text);
    ListEjectionFractionsResponse page = first;
    while (true) {
      page.getResultsList().forEach(listed -> table.add(ReportMessages.row(listed)));
      if (page.getNextPageToken().isEmpty()) {
        break;
      }
      page = pages.page(request.setPageToken(page.getNextPageToken()).build());
    }
    table.flush();
    text.flush();
  }
}
