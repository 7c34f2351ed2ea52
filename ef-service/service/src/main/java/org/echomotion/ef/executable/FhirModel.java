package org.echomotion.ef.executable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;
import org.graalvm.nativeimage.hosted.RuntimeResourceAccess;

/**
 * The classes of FHIR R4, which HAPI finds by their names and reads by reflection, and the files
 * that HAPI reads.
 */
final class FhirModel implements Feature {

  /** Names the class of each resource and data type. */
  private static final String CLASSES = "org/hl7/fhir/r4/hapi/model/fhirversion.properties";

  /** Classes that are in no list: the version, its number, and the codes of several resources. */
  private static final List<String> OTHERS =
      List.of(
          "org.hl7.fhir.r4.hapi.ctx.FhirR4",
          "org.hl7.fhir.r4.model.Constants",
          "org.hl7.fhir.r4.model.Enumerations");

  private static final List<String> FILES =
      List.of(
          CLASSES,
          "ca/uhn/fhir/i18n/hapi-messages.properties",
          "ca/uhn/fhir/hapi-fhir-base-build.properties");

  private static final String FHIR = "org.hl7.fhir.";
  private static final String MODEL = FHIR + "r4.model.";

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    Deque<Class<?>> open = new ArrayDeque<>();
    OTHERS.forEach(name -> open.add(access.findClassByName(name)));
    names(access.getApplicationClassLoader())
        .forEach(name -> open.add(access.findClassByName(name)));
    Set<Class<?>> known = new HashSet<>();
    while (!open.isEmpty()) {
      Class<?> type = open.remove();
      if (type.getName().startsWith(FHIR) && known.add(type)) {
        RuntimeReflection.register(type);
        RuntimeReflection.register(type.getDeclaredConstructors());
        RuntimeReflection.register(type.getDeclaredFields());
        // Methods of other classes would bring FHIRPath in, which needs more libraries.
        if (type.getName().startsWith(MODEL)) {
          RuntimeReflection.register(type.getDeclaredMethods());
        }
        open.addAll(Set.of(type.getDeclaredClasses()));
        if (type.getSuperclass() != null) {
          open.add(type.getSuperclass());
        }
      }
    }
    Module unnamed = access.getApplicationClassLoader().getUnnamedModule();
    FILES.forEach(file -> RuntimeResourceAccess.addResource(unnamed, file));
  }

  private static Set<String> names(ClassLoader loader) {
    Properties list = new Properties();
    try (InputStream in = loader.getResourceAsStream(CLASSES)) {
      list.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Set<String> names = new HashSet<>();
    for (String key : list.stringPropertyNames()) {
      if (key.startsWith("resource.") || key.startsWith("datatype.")) {
        names.add(list.getProperty(key));
      }
    }
    return names;
  }
}
