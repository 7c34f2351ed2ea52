package org.echomotion.standalone.broker;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.utils.Exit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Kafka from ending the JVM, which it does when its disk fails. Kafka runs in the process of
 * the services, so it is restarted instead.
 */
final class BrokerExit {

  private static final Logger LOG = Logger.getLogger(BrokerExit.class);

  private static final AtomicReference<@Nullable EmbeddedBroker> BROKER = new AtomicReference<>();

  private BrokerExit() {}

  /** Tells {@code broker} from now on, which is the only one in this JVM. */
  static void watch(EmbeddedBroker broker) {
    BROKER.set(broker);
    Exit.setExitProcedure(BrokerExit::instead);
    Exit.setHaltProcedure(BrokerExit::instead);
  }

  private static void instead(int code, @Nullable String message) {
    LOG.errorf("Kafka ended with code %d (%s)", code, message);
    EmbeddedBroker broker = BROKER.get();
    if (broker != null) {
      broker.hasEnded();
    }
    // Kafka does not expect to go on here.
    throw new IllegalStateException("Kafka has ended");
  }
}
