package org.echomotion.ingest.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import org.echomotion.contract.ingest.v1.Ingest;
import org.echomotion.testing.MethodRoles;
import org.junit.jupiter.api.Test;

class IngestRolesTest {

  @Test
  void everyGrpcMethodStatesItsRoles() {
    assertEquals(List.of(), MethodRoles.missing(Ingest.getDescriptor(), IngestCalls.class));
  }

  @Test
  void everyRestMethodStatesItsRoles() {
    List<String> missing =
        Arrays.stream(StudyResource.class.getDeclaredMethods())
            .filter(IngestRolesTest::isServed)
            .filter(method -> !method.isAnnotationPresent(RolesAllowed.class))
            .map(Method::getName)
            .toList();
    assertEquals(List.of(), missing);
  }

  private static boolean isServed(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(a -> a.annotationType().isAnnotationPresent(HttpMethod.class));
  }
}
