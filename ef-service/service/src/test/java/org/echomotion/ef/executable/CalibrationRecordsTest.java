package org.echomotion.ef.executable;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CalibrationRecordsTest {

  @Test
  void findsEveryRecordThatACalibrationConsistsOf() {
    assertEquals(
        Set.of(
            "Bias",
            "CalibrationSet",
            "ErrorModel",
            "HalfWidths",
            "IntervalCalibration",
            "Look",
            "Model",
            "Variance"),
        CalibrationRecords.records().stream()
            .map(Class::getSimpleName)
            .collect(Collectors.toSet()));
  }
}
