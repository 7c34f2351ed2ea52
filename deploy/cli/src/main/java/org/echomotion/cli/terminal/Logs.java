package org.echomotion.cli.terminal;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.FileHandler;

/** Keeps logs off the terminal until Quarkus starts and applies its own settings. */
public final class Logs {

  private static final String FORMAT = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p [%c{3.}] (%t) %s%e%n";

  private Logs() {}

  /** Sends logs to the end of {@code file}. */
  public static void to(Path file) {
    try {
      FileHandler handler = new FileHandler(new PatternFormatter(FORMAT), file.toFile(), true);
      for (String chatty : new String[] {"org.apache.kafka", "kafka", "io.zonky"}) {
        Logger.getLogger(chatty).setLevel(Level.WARNING);
      }
      InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {handler});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops all logs, for commands that only call a server. Their exceptions are sufficient. */
  public static void drop() {
    InitialConfigurator.DELAYED_HANDLER.setHandlers(new Handler[] {new Nowhere()});
  }

  private static final class Nowhere extends Handler {

    @Override
    public void publish(LogRecord record) {}

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
