package org.echomotion.activelearning.api.label;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.audit.AuditAction;
import org.echomotion.audit.Audited;
import org.echomotion.error.EchoMotionException;
import org.echomotion.security.Roles;
import org.jboss.resteasy.reactive.RestQuery;

/** Imports labels of other tools. */
@Path("/v1/annotation/labels")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class LabelImportResource {

  private final LabelImport labels;

  LabelImportResource(LabelImport labels) {
    this.labels = labels;
  }

  /**
   * Imports the label files of a ZIP archive.
   *
   * @param format coco, label-studio, cvat, annotationweb, echonet or nifti
   * @return the numbers of labels, of new labels and of clips
   */
  @POST
  @Consumes("application/zip")
  @Audited(AuditAction.CREATE)
  @RolesAllowed({Roles.ML_ENGINEER, Roles.ADMIN})
  public String read(@RestQuery @DefaultValue("") String format, InputStream archive)
      throws IOException {
    LabelFileFormat known =
        LabelFileFormat.named(format)
            .orElseThrow(
                () ->
                    new EchoMotionException(
                        ActiveLearningError.BAD_REQUEST, "the format must be one of " + names()));
    LabelImport.Result result = labels.of(known, archive);
    return "{\"labels\": %d, \"imported\": %d, \"clips\": %d}"
        .formatted(result.labels(), result.imported(), result.clips());
  }

  private static String names() {
    return Arrays.stream(LabelFileFormat.values())
        .map(LabelFileFormat::words)
        .collect(Collectors.joining(", "));
  }
}
