package org.echomotion.ef.api;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.security.Roles;

/** Results over REST, as protobuf JSON. */
@Path("/v1/studies/{key}/ejection-fraction")
public class EjectionFractionResource {

  private static final JsonFormat.Printer JSON =
      JsonFormat.printer().alwaysPrintFieldsWithNoPresence();

  private final Results results;

  EjectionFractionResource(Results results) {
    this.results = results;
  }

  /**
   * A {@code GetEjectionFractionResponse}; 404 until there is a result.
   *
   * @param includePoor whether results of poor quality come with their number
   */
  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Blocking
  @RolesAllowed({Roles.CLINICIAN, Roles.ML_ENGINEER, Roles.SERVICE})
  public String get(
      @PathParam("key") String studyKey, @QueryParam("include_poor") boolean includePoor)
      throws InvalidProtocolBufferException {
    return JSON.print(
        results.get(
            GetEjectionFractionRequest.newBuilder()
                .setStudyKey(studyKey)
                .setIncludePoor(includePoor)
                .build()));
  }
}
