package org.echomotion.audit;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.quarkus.runtime.BlockingOperationControl;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.PathParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Records a call before it takes effect. If this fails, the call fails. */
@Audited
@Interceptor
// After the roles are checked.
@Priority(Interceptor.Priority.LIBRARY_BEFORE + 100)
public class AuditInterceptor {

  private static final List<String> SUBJECTS = List.of("study_key", "clip_id", "task_id", "name");

  private final AuditTrail trail;

  AuditInterceptor(AuditTrail trail) {
    this.trail = trail;
  }

  @AroundInvoke
  Object record(InvocationContext call) throws Exception {
    if (BlockingOperationControl.isBlockingAllowed()) {
      append(call);
      return call.proceed();
    }
    Class<?> returned = call.getMethod().getReturnType();
    if (Multi.class.isAssignableFrom(returned)) {
      return appended(call).onItem().transformToMulti(done -> (Multi<?>) proceed(call));
    }
    if (Uni.class.isAssignableFrom(returned)) {
      return appended(call).onItem().transformToUni(done -> (Uni<?>) proceed(call));
    }
    throw new IllegalStateException(call.getMethod() + " must be @Blocking to be audited.");
  }

  private Uni<Boolean> appended(InvocationContext call) {
    return Uni.createFrom()
        .item(
            () -> {
              append(call);
              return true;
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private static Object proceed(InvocationContext call) {
    try {
      return Objects.requireNonNull(call.proceed());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void append(InvocationContext call) {
    Method method = call.getMethod();
    @Nullable Audited audited = method.getAnnotation(Audited.class);
    AuditAction action = audited == null ? AuditAction.READ : audited.value();
    String service = service(method.getDeclaringClass());
    trail.append(
        service,
        action,
        method.getDeclaringClass().getSimpleName() + "." + method.getName(),
        subject(method, call.getParameters()));
  }

  /**
   * Returns the schema of an edge's service. The edge's package is {@code org.echomotion}, a dot
   * and the service's name.
   */
  static String service(Class<?> edge) {
    String name = edge.getPackageName().replaceAll("org\\.echomotion\\.(\\w+).*", "$1");
    return name.equals("activelearning") ? "active_learning" : name;
  }

  /** Returns what a call is about, from the request's fields or the resource's path. */
  static String subject(Method method, Object[] arguments) {
    if (arguments.length > 0 && arguments[0] instanceof Message request) {
      return ofMessage(request);
    }
    List<String> parts = new ArrayList<>();
    Annotation[][] annotations = method.getParameterAnnotations();
    for (int i = 0; i < annotations.length; i++) {
      for (Annotation annotation : annotations[i]) {
        if (annotation instanceof RestPath || annotation instanceof PathParam) {
          parts.add(String.valueOf(arguments[i]));
        }
      }
    }
    return String.join("/", parts);
  }

  private static String ofMessage(Message request) {
    for (String name : SUBJECTS) {
      @Nullable FieldDescriptor field = request.getDescriptorForType().findFieldByName(name);
      if (field != null && request.getField(field) instanceof String value && !value.isEmpty()) {
        return value;
      }
    }
    return "";
  }
}
