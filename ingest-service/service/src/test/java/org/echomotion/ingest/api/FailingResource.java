package org.echomotion.ingest.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.SQLException;
import org.jboss.resteasy.reactive.RestQuery;

/** Answers that fail, as a service's own may. */
@Path("/test")
public class FailingResource {

  private static final int FEW = 100;

  /** Fails after many bytes; a short answer is complete. */
  @GET
  @Path("broken-download")
  public StreamingOutput download(@RestQuery int bytes, @RestQuery @DefaultValue("") String name) {
    return out -> {
      out.write(new byte[bytes]);
      out.flush();
      if (bytes > FEW) {
        throw new IllegalStateException("halfway");
      }
    };
  }

  @GET
  @Path("database-away")
  public String databaseAway() {
    throw new IllegalStateException(new SQLException("gone", "08006"));
  }
}
