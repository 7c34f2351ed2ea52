package org.echomotion.standalone.platform;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.echomotion.standalone.LoopbackPorts;
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

  private boolean await(String instance) throws InterruptedException {
    return Readiness.await(
        program.getAddress().getPort(), Optional.empty(), instance, SHORT, () -> true);
  }

  @Test
  void theProcessThatWasStartedIsReady() throws InterruptedException {
    assertTrue(await("this"));
  }

  @Test
  void anotherOneOnThePortIsNot() throws InterruptedException {
    assertFalse(await("other"));
  }
}
