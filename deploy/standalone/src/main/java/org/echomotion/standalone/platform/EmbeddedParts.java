package org.echomotion.standalone.platform;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.echomotion.error.EchoMotionException;

/** What the services stand on: the study store and the broker, started side by side. */
record EmbeddedParts(DataDirectory directory, EmbeddedStudyStore store, EmbeddedBroker broker)
    implements AutoCloseable {

  /**
   * @throws EchoMotionException STUDY_STORE_DID_NOT_START, BROKER_DID_NOT_START; then neither runs
   */
  static EmbeddedParts start(DataDirectory directory) {
    Leftovers.endServices(directory);
    CompletableFuture<EmbeddedStudyStore> store =
        CompletableFuture.supplyAsync(() -> EmbeddedStudyStore.start(directory));
    EmbeddedBroker broker;
    try {
      broker = EmbeddedBroker.start(directory);
    } catch (RuntimeException e) {
      store.thenAccept(EmbeddedStudyStore::close).exceptionally(failure -> null).join();
      throw e;
    }
    try {
      return new EmbeddedParts(directory, store.join(), broker);
    } catch (CompletionException e) {
      broker.close();
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** What every service needs to find them. */
  Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.putAll(store.settings());
    settings.putAll(broker.settings());
    settings.put("quarkus.http.host", LoopbackPorts.HOST);
    settings.put("quarkus.log.console.enabled", "false");
    settings.put("quarkus.log.file.enabled", "true");
    settings.put("quarkus.log.file.rotation.max-file-size", "10M");
    settings.put("quarkus.log.file.rotation.max-backup-index", "3");
    return settings;
  }

  @Override
  public void close() {
    try {
      broker.close();
    } finally {
      store.close();
    }
  }
}
