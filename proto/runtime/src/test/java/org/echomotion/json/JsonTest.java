package org.echomotion.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.echomotion.contract.ef.v1.Beat;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void absentNumbersAreAbsentAndZerosAreThere() {
    Beat beat = Beat.newBuilder().setEndSystolicVolumeMl(0).build();
    assertEquals(
        "{\"endDiastolicFrame\":0,\"endSystolicFrame\":0,\"endFrame\":0,\"complete\":false,"
            + "\"ejectionFractionPercent\":0.0,\"endSystolicVolumeMl\":0.0,\"included\":false,"
            + "\"exclusionReason\":\"\",\"kind\":\"BEAT_KIND_UNSPECIFIED\"}",
        Json.line(beat));
  }
}
