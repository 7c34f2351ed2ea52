package org.echomotion.stream;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A gRPC method or REST resource that returns a {@code Multi} and whose streams are limited. */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ServerStream {

  /** What the streams send. */
  @Nonbinding
  StreamKind value() default StreamKind.TRANSFER;
}
