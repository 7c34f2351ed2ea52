package org.echomotion.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.RestErrors;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {

  private static final Map<String, String> STATED =
      Map.of(
          "echomotion.streams.max-transfers", "3",
          "echomotion.streams.max-transfers-per-caller", "2",
          "echomotion.streams.max-watchers", "5",
          "echomotion.streams.max-watchers-per-caller", "4",
          "echomotion.streams.max-stall", "7s");

  private final OpenStreams streams = new OpenStreams(settings(STATED));

  private static StreamSettings settings(Map<String, String> stated) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .addDiscoveredConverters()
        .withMapping(StreamSettings.class)
        .withSources(new PropertiesConfigSource(stated, "test", 100))
        .build()
        .getConfigMapping(StreamSettings.class);
  }

  @Test
  void hasTheseSettings() {
    StreamSettings defaults = settings(Map.of());
    assertEquals(100, defaults.maxTransfers());
    assertEquals(50, defaults.maxTransfersPerCaller());
    assertEquals(2000, defaults.maxWatchers());
    assertEquals(1000, defaults.maxWatchersPerCaller());
    assertEquals(Duration.ofSeconds(60), defaults.maxStall());
    StreamSettings settings = settings(STATED);
    assertEquals(3, settings.maxTransfers());
    assertEquals(2, settings.maxTransfersPerCaller());
    assertEquals(5, settings.maxWatchers());
    assertEquals(4, settings.maxWatchersPerCaller());
    assertEquals(Duration.ofSeconds(7), settings.maxStall());
    Set<String> names =
        Arrays.stream(StreamSettings.class.getDeclaredMethods())
            .map(
                method ->
                    "echomotion.streams."
                        + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertEquals(names, STATED.keySet(), "each setting is asserted above");
  }

  @Test
  void refusesACallerWithTooManyStreamsAndGoesOnForOthers() {
    OpenStreams.Place first = streams.open(StreamKind.TRANSFER, "a");
    streams.open(StreamKind.TRANSFER, "a");
    assertEquals(
        "Too many streams are open: this caller has 2. Close some, or try again in a few seconds.",
        refused("a").getMessage());
    streams.open(StreamKind.TRANSFER, "b");
    assertEquals(
        "Too many streams are open: all callers together have 3. Close some, or try again in a few"
            + " seconds.",
        refused("b").getMessage());
    streams.close(first);
    streams.open(StreamKind.TRANSFER, "a");
  }

  @Test
  void limitsWatchersApartFromTransfers() {
    List<OpenStreams.Place> open = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      open.add(streams.open(StreamKind.WATCH, "a"));
    }
    assertThrows(EchoMotionException.class, () -> streams.open(StreamKind.WATCH, "a"));
    streams.open(StreamKind.TRANSFER, "a");
    open.forEach(streams::close);
    streams.open(StreamKind.WATCH, "a");
  }

  @Test
  void tellsWhenToTryAgain() {
    EchoMotionException refused = new EchoMotionException(CommonError.TOO_MANY_STREAMS, "all");
    StatusRuntimeException status = refused.toStatusException();
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, status.getStatus().getCode());
    Metadata trailers = status.getTrailers();
    assertEquals("5000", trailers == null ? "" : trailers.get(EchoMotionException.RETRY_AFTER));
    try (Response response = new RestErrors().map(refused)) {
      assertEquals(429, response.getStatus());
      assertEquals("5", response.getHeaderString("Retry-After"));
    }
  }

  private EchoMotionException refused(String caller) {
    EchoMotionException refused =
        assertThrows(EchoMotionException.class, () -> streams.open(StreamKind.TRANSFER, caller));
    assertEquals(CommonError.TOO_MANY_STREAMS, refused.code());
    return refused;
  }
}
