package org.echomotion.standalone;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {

  private static final Duration SHORT = Duration.ofMillis(500);

  private HttpServer program;

  @BeforeEach
  void start() throws IOException {
    program = HttpServer.create(new InetSocketAddress(LoopbackPorts.HOST, 0), 0);
    program.createContext(
        "/q/health/ready",
        exchange -> {
          exchange.getResponseHeaders().add("echomotion-instance", "this");
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    program.start();
  }

  @AfterEach
  void stop() {
    program.stop(0);
  }

  @Test
  void theProcessThatWasStartedIsReady() throws InterruptedException {
    assertTrue(Readiness.await(program.getAddress().getPort(), "this", SHORT, () -> true));
  }

  @Test
  void anotherOneOnThePortIsNot() throws InterruptedException {
    assertFalse(Readiness.await(program.getAddress().getPort(), "other", SHORT, () -> true));
  }
}
