package org.echomotion.xai.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.echomotion.contract.xai.v1.Explanation;
import org.echomotion.testing.MethodRoles;
import org.junit.jupiter.api.Test;

class RolesTest {

  @Test
  void everyCallStatesItsRoles() {
    assertEquals(
        List.of(),
        MethodRoles.missing(Explanation.getDescriptor().getFile(), ExplanationCalls.class));
  }

  @Test
  void everyResourceStatesItsRoles() {
    Stream.of(ExplanationResource.class, StudyPageResource.class)
        .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
        .filter(method -> method.isAnnotationPresent(GET.class))
        .forEach(
            method -> assertTrue(method.isAnnotationPresent(RolesAllowed.class), method.getName()));
  }
}
