package org.echomotion.xai.executable;

import java.lang.reflect.Modifier;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.graalvm.nativeimage.hosted.Feature;
import org.graalvm.nativeimage.hosted.RuntimeReflection;

/** Java objects that native code makes, and the JDK's access to the glyphs of FreeType. */
final class NativeLibraries implements Feature {

  /** Each has static methods that read and write one type of field of a native struct. */
  private static final List<String> FIELDS_OF_STRUCTS =
      List.of(
          "java.lang.invoke.VarHandleSegmentAsBytes",
          "java.lang.invoke.VarHandleSegmentAsChars",
          "java.lang.invoke.VarHandleSegmentAsFloats",
          "java.lang.invoke.VarHandleSegmentAsLongs");

  /** Its static methods convert addresses. */
  private static final String ADDRESSES = "jdk.internal.foreign.Utils";

  @Override
  public void beforeAnalysis(BeforeAnalysisAccess access) {
    // OpenCV's and FFmpeg's bindings make objects without a constructor.
    access.registerSubtypeReachabilityHandler(
        (analysis, type) -> {
          if (!Modifier.isAbstract(type.getModifiers())) {
            analysis.registerAsUnsafeAllocated(type);
          }
        },
        Pointer.class);
    for (String name : FIELDS_OF_STRUCTS) {
      RuntimeReflection.register(access.findClassByName(name).getDeclaredMethods());
    }
    RuntimeReflection.register(access.findClassByName(ADDRESSES).getDeclaredMethods());
  }
}
