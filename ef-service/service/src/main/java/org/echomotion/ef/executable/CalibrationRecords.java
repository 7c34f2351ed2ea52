package org.echomotion.ef.executable;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.echomotion.ef.interval.IntervalCalibration;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/** The records that a calibration consists of, which Jackson reads and writes by reflection. */
final class CalibrationRecords implements Feature {

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    for (Class<?> type : records()) {
      RuntimeReflection.register(type);
      RuntimeReflection.registerAllRecordComponents(type);
      RuntimeReflection.register(type.getDeclaredConstructors());
      RuntimeReflection.register(type.getDeclaredMethods());
      RuntimeReflection.register(type.getDeclaredFields());
    }
  }

  /** Returns the record of a calibration, and the records that its components consist of. */
  static Set<Class<?>> records() {
    Set<Class<?>> records = new HashSet<>();
    Deque<Type> open = new ArrayDeque<>(List.of(IntervalCalibration.class));
    while (!open.isEmpty()) {
      Type type = open.remove();
      if (type instanceof ParameterizedType generic) {
        open.addAll(List.of(generic.getActualTypeArguments()));
      } else if (type instanceof Class<?> candidate
          && candidate.isRecord()
          && records.add(candidate)) {
        for (RecordComponent component : candidate.getRecordComponents()) {
          open.add(component.getGenericType());
        }
      }
    }
    return records;
  }
}
