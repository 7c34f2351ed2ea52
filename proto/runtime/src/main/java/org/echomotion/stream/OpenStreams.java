package org.echomotion.stream;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.echomotion.error.CommonError;
import org.echomotion.error.EchoMotionException;

/** Counts the open streams of each kind and caller, and refuses those above the limits. */
@ApplicationScoped
class OpenStreams {

  /** The open streams of one kind. */
  private record Limit(int all, int perCaller, Map<String, Integer> open) {

    int total() {
      return open.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  private final Map<StreamKind, Limit> limits = new EnumMap<>(StreamKind.class);

  OpenStreams(StreamSettings settings) {
    limits.put(
        StreamKind.TRANSFER,
        new Limit(settings.maxTransfers(), settings.maxTransfersPerCaller(), new HashMap<>()));
    limits.put(
        StreamKind.WATCH,
        new Limit(settings.maxWatchers(), settings.maxWatchersPerCaller(), new HashMap<>()));
  }

  /** One open stream. */
  record Place(StreamKind kind, String caller) {}

  /**
   * Opens a stream.
   *
   * @throws EchoMotionException {@code TOO_MANY_STREAMS}
   */
  synchronized Place open(StreamKind kind, String caller) {
    Limit limit = limit(kind);
    if (limit.open().getOrDefault(caller, 0) >= limit.perCaller()) {
      throw new EchoMotionException(
          CommonError.TOO_MANY_STREAMS, "this caller has " + limit.perCaller());
    }
    if (limit.total() >= limit.all()) {
      throw new EchoMotionException(
          CommonError.TOO_MANY_STREAMS, "all callers together have " + limit.all());
    }
    limit.open().merge(caller, 1, Integer::sum);
    return new Place(kind, caller);
  }

  synchronized void close(Place place) {
    limit(place.kind()).open().computeIfPresent(place.caller(), (c, n) -> n == 1 ? null : n - 1);
  }

  private Limit limit(StreamKind kind) {
    return Objects.requireNonNull(limits.get(kind));
  }
}
