package org.echomotion.ef;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.echomotion.ef.clip.ClipPipeline;
import org.echomotion.ef.study.StudyPipeline;
import org.junit.jupiter.api.Test;

/**
 * Every constant of a step is in a settings record, and every record is in a configuration hash.
 */
class SettingsTest {

  /** Each with the reason why it is in no record. */
  private static final Map<String, String> ALLOWED =
      Map.ofEntries(
          Map.entry("contour.MaskOutline.DX", "a step on the pixel grid"),
          Map.entry("contour.MaskOutline.DY", "a step on the pixel grid"),
          Map.entry("volume.Disks.COUNT", "read from its record"),
          Map.entry("volume.Biplane.CUBIC_MILLIMETRES_PER_MILLILITRE", "a unit"),
          Map.entry("beats.TurningPoints.NONE", "an index that no frame has"),
          Map.entry("temporal.TemporalWindows.WINDOW", "read from its record"),
          Map.entry("temporal.TemporalWindows.FEATURES", "shape of the network's input"),
          Map.entry("temporal.TemporalWindows.SHAPE", "shape of the network's output"),
          Map.entry("temporal.TemporalWindows.PHASES", "shape of the network's output"),
          Map.entry("interval.CalibrationJson.ID_DIGITS", "length of an identifier"),
          Map.entry("interval.ErrorDistribution.TOP_LEVEL", "meaning of a calibration's numbers"),
          Map.entry("interval.ErrorModel.CENTRE_PERCENT", "meaning of a calibration's numbers"),
          Map.entry("interval.HalfWidths.LOW_PERCENT", "meaning of a calibration's numbers"),
          Map.entry("interval.Look.MEASURES", "number of fields of a record"));

  private static final JavaClasses STEPS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(
              Stream.of(
                      "contour",
                      "volume",
                      "beats",
                      "interval",
                      "quality",
                      "temporal",
                      "fusion",
                      "clip",
                      "study")
                  .map(step -> "org.echomotion.ef." + step)
                  .toArray(String[]::new));

  private static String name(JavaClass type) {
    return type.getName().substring("org.echomotion.ef.".length());
  }

  private static boolean isNumeric(JavaClass type) {
    return Set.of("double", "float", "int", "long").contains(type.getBaseComponentType().getName());
  }

  @Test
  void everyNumericConstantIsInARecord() {
    Set<String> constants =
        STEPS.stream()
            .flatMap(type -> type.getFields().stream())
            .filter(
                field ->
                    field
                            .getModifiers()
                            .containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL))
                        && isNumeric(field.getRawType()))
            .map(SettingsTest::name)
            .collect(Collectors.toSet());
    assertEquals(ALLOWED.keySet(), constants);
  }

  private static String name(JavaField field) {
    return name(field.getOwner()) + "." + field.getName();
  }

  @Test
  void everyRecordIsInAHash() {
    Set<String> records =
        STEPS.stream()
            .filter(type -> type.getSimpleName().equals("Settings"))
            .map(SettingsTest::name)
            .collect(Collectors.toSet());
    assertTrue(records.size() > 20, records.toString());
    Set<String> hashed =
        Stream.of(ClipPipeline.settings(), StudyPipeline.settings())
            .flatMap(List::stream)
            .map(settings -> settings.getClass().getName())
            .map(name -> name.substring("org.echomotion.ef.".length()))
            .collect(Collectors.toSet());
    assertEquals(records, hashed);
  }

  @Test
  void theHashesAreThoseOfTheSettings() {
    assertEquals(64, ClipPipeline.SETTINGS_HASH.length());
    assertEquals(64, StudyPipeline.SETTINGS_HASH.length());
    assertTrue(ClipPipeline.settings().toString().contains("leastDescent=0.5"));
  }
}
