package org.echomotion.error;

import io.smallrye.faulttolerance.api.BeforeRetryHandler;
import org.eclipse.microprofile.faulttolerance.ExecutionContext;
import org.jboss.logging.Logger;

/** Says in the log why a step is about to be tried again; without it a stuck step looks idle. */
public class LogRetry implements BeforeRetryHandler {

  private static final Logger LOG = Logger.getLogger(LogRetry.class);

  @Override
  public void handle(ExecutionContext context) {
    Throwable failure = context.getFailure();
    LOG.warnf(
        "%s.%s will be tried again: %s",
        context.getMethod().getDeclaringClass().getSimpleName(),
        context.getMethod().getName(),
        failure);
  }
}
