package org.echomotion.error;

import io.smallrye.faulttolerance.api.BeforeRetryHandler;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.jboss.logging.Logger;

/**
 * Logs the reason for each retry of a step. Otherwise a step that fails again and again would look
 * idle.
 */
public class LogRetry implements BeforeRetryHandler {

  private static final Logger LOG = Logger.getLogger(LogRetry.class);

  @Override
  public void handle(ExecutionContext context) {
    Throwable failure = context.getFailure();
    LOG.warnf(
        "%s.%s will be retried: %s",
        context.getMethod().getDeclaringClass().getSimpleName(),
        context.getMethod().getName(),
        failure);
  }
}
