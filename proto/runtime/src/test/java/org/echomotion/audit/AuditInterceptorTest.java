package org.echomotion.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.PathParam;
import java.lang.reflect.Method;
import org.echomotion.contract.ingest.v1.GetStudyRequest;
import org.echomotion.contract.ingest.v1.ListStudiesRequest;
import org.echomotion.contract.ingest.v1.RemoveTenantRequest;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.junit.jupiter.api.Test;

class AuditInterceptorTest {

  interface Edge {
    void grpc(Object request);

    void rest(@RestPath String clipId, @PathParam("artefact") String name, @RestQuery String other);
  }

  private static Method method(String name, Class<?>... types) throws NoSuchMethodException {
    return Edge.class.getDeclaredMethod(name, types);
  }

  @Test
  void aRequestsSubjectIsItsStudyClipOrTenant() throws Exception {
    Method grpc = method("grpc", Object.class);
    assertEquals(
        "demo",
        AuditInterceptor.subject(
            grpc, new Object[] {GetStudyRequest.newBuilder().setStudyKey("demo").build()}));
    assertEquals(
        "c",
        AuditInterceptor.subject(
            grpc, new Object[] {StreamFramesRequest.newBuilder().setClipId("c").build()}));
    assertEquals(
        "north",
        AuditInterceptor.subject(
            grpc, new Object[] {RemoveTenantRequest.newBuilder().setName("north").build()}));
    assertEquals(
        "", AuditInterceptor.subject(grpc, new Object[] {ListStudiesRequest.getDefaultInstance()}));
  }

  @Test
  void aResourcesSubjectIsInItsPath() throws Exception {
    assertEquals(
        "c/report.html",
        AuditInterceptor.subject(
            method("rest", String.class, String.class, String.class),
            new Object[] {"c", "report.html", "x"}));
  }

  @Test
  void theServiceIsThatOfTheEdge() {
    assertEquals("audit", AuditInterceptor.service(Edge.class));
  }
}
