package org.echomotion.cli.access;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.tngtech.archunit.core.domain.JavaClass;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.echomotion.audit.Audited;
import org.echomotion.audit.NotAudited;
import org.jboss.resteasy.reactive.RestPath;

/**
 * Everything that a caller can ask of the five services, found in the contracts and the classes.
 */
final class Edges {

  /**
   * One call.
   *
   * @param name as callers write it, for example {@code POST /v1/studies/{key}/clips}
   * @param method the gRPC method; empty for REST
   * @param roles the roles that may make the call, sorted; empty if the code states no roles
   * @param audit whether the code states that the call is recorded, or why not
   * @param content the type of a body that a REST resource takes
   */
  record Edge(
      String name,
      Optional<MethodDescriptor> method,
      Set<String> roles,
      boolean audit,
      String content) {

    String verb() {
      return name.substring(0, name.indexOf(' '));
    }

    /** The path with a value for each parameter. */
    String path() {
      return name.substring(name.indexOf(' ') + 1).replaceAll("\\{[^}]*}", "x");
    }
  }

  private Edges() {}

  /** All gRPC methods, then all REST resources. */
  static List<Edge> all() throws ReflectiveOperationException {
    List<Edge> edges = new ArrayList<>(grpc());
    edges.addAll(rest());
    return edges;
  }

  private static List<Edge> grpc() throws ReflectiveOperationException {
    List<Edge> edges = new ArrayList<>();
    for (FileDescriptor file : Contracts.files()) {
      for (ServiceDescriptor service : file.getServices()) {
        Class<?> bean = Contracts.beansOf(file, service).get(0);
        for (MethodDescriptor method : service.getMethods()) {
          String name =
              Character.toLowerCase(method.getName().charAt(0)) + method.getName().substring(1);
          Method code =
              Arrays.stream(bean.getDeclaredMethods())
                  .filter(m -> m.getName().equals(name) && !m.isSynthetic())
                  .findFirst()
                  .orElseThrow();
          edges.add(
              new Edge(
                  method.getFullName(), Optional.of(method), roles(code), audit(bean, code), ""));
        }
      }
    }
    edges.sort(Comparator.comparing(Edge::name));
    return edges;
  }

  private static List<Edge> rest() throws ReflectiveOperationException {
    List<Edge> edges = new ArrayList<>();
    for (JavaClass type : Contracts.CLASSES) {
      if (type.isAnnotatedWith(Path.class)) {
        Class<?> resource = Class.forName(type.getName());
        for (Method method : resource.getDeclaredMethods()) {
          verb(method)
              .ifPresent(
                  verb ->
                      edges.add(
                          new Edge(
                              verb + " " + path(resource, method),
                              Optional.empty(),
                              roles(method),
                              audit(resource, method) && hasSubject(resource, method),
                              content(resource, method))));
        }
      }
    }
    edges.sort(Comparator.comparing(Edge::path).thenComparing(Edge::verb));
    return edges;
  }

  private static Optional<String> verb(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(Annotation::annotationType)
        .flatMap(type -> Arrays.stream(type.getAnnotationsByType(HttpMethod.class)))
        .map(HttpMethod::value)
        .findFirst();
  }

  private static String path(Class<?> resource, Method method) {
    String own =
        method.isAnnotationPresent(Path.class) ? method.getAnnotation(Path.class).value() : "";
    return ("/" + resource.getAnnotation(Path.class).value() + "/" + own)
        .replaceAll("/+", "/")
        .replaceAll("(.)/$", "$1");
  }

  private static String content(Class<?> resource, Method method) {
    return Stream.of(method.getAnnotation(Consumes.class), resource.getAnnotation(Consumes.class))
        .filter(Objects::nonNull)
        .map(consumes -> consumes.value()[0])
        .findFirst()
        .orElse(MediaType.APPLICATION_OCTET_STREAM);
  }

  private static boolean audit(Class<?> edge, Method method) {
    return method.isAnnotationPresent(Audited.class)
        || method.isAnnotationPresent(NotAudited.class)
        || edge.isAnnotationPresent(NotAudited.class);
  }

  /** Whether the audit interceptor finds the subject of a resource with a path parameter. */
  private static boolean hasSubject(Class<?> resource, Method method) {
    return !path(resource, method).contains("{")
        || Arrays.stream(method.getParameters())
            .anyMatch(
                parameter ->
                    parameter.isAnnotationPresent(RestPath.class)
                        || parameter.isAnnotationPresent(PathParam.class));
  }

  private static Set<String> roles(Method method) {
    return method.isAnnotationPresent(RolesAllowed.class)
        ? new TreeSet<>(List.of(method.getAnnotation(RolesAllowed.class).value()))
        : Set.of();
  }
}
