package org.echomotion.segmentation.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.echomotion.contract.inference.OpenInferenceGrpc;
import org.echomotion.contract.segmentation.v1.SegmentationOuterClass;
import org.echomotion.testing.MethodRoles;
import org.junit.jupiter.api.Test;

class ContractRolesTest {

  @Test
  void everyMethodStatesItsRoles() {
    assertEquals(
        List.of(),
        MethodRoles.missing(SegmentationOuterClass.getDescriptor(), SegmentationCalls.class));
    assertEquals(
        List.of(), MethodRoles.missing(OpenInferenceGrpc.getDescriptor(), InferenceCalls.class));
  }
}
