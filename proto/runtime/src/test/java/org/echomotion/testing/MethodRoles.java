package org.echomotion.testing;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.echomotion.stream.ServerStream;

/** Finds gRPC methods that do not say who may call them, or send without a limit. */
public final class MethodRoles {

  private MethodRoles() {}

  /**
   * Walks every method of every service in {@code file}.
   *
   * @param implementations the bean classes that implement the services of {@code file}
   * @return the methods whose implementation states no roles, or sends many answers and is not a
   *     {@link ServerStream}; empty where all is well
   */
  public static List<String> missing(FileDescriptor file, Class<?>... implementations) {
    List<String> missing = new ArrayList<>();
    for (ServiceDescriptor service : file.getServices()) {
      for (MethodDescriptor method : service.getMethods()) {
        String name =
            Character.toLowerCase(method.getName().charAt(0)) + method.getName().substring(1);
        List<Method> candidates =
            Arrays.stream(implementations)
                .flatMap(implementation -> Arrays.stream(implementation.getDeclaredMethods()))
                .filter(m -> m.getName().equals(name) && !m.isSynthetic())
                .toList();
        boolean stated =
            !candidates.isEmpty()
                && candidates.stream()
                    .allMatch(
                        m ->
                            m.isAnnotationPresent(RolesAllowed.class)
                                && m.getAnnotation(RolesAllowed.class).value().length > 0
                                && (!method.isServerStreaming()
                                    || m.isAnnotationPresent(ServerStream.class)));
        if (!stated) {
          missing.add(method.getFullName());
        }
      }
    }
    return missing;
  }
}
