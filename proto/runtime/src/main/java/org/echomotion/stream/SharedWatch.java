package org.echomotion.stream;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.ErrorCode;
import org.echomotion.tenant.Actor;
import org.echomotion.tenant.Actors;
import org.jspecify.annotations.Nullable;

/**
 * Studies that many callers watch. While anyone watches, the versions of all watched studies of a
 * tenant are read with one question at intervals, and a study is loaded only when its version has
 * changed, once for all its watchers. The question goes to the rows, so that any replica of a
 * service can answer, and no notification can be lost.
 *
 * @param <S> the state of a study
 */
public final class SharedWatch<S> {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /**
   * A study at a time.
   *
   * @param studyId the study's identifier; a study that is deleted and created again has another
   * @param content differs if anything has changed that a watcher gets
   */
  public record Version(UUID studyId, String content) {

    /**
     * Reads the rows of a query.
     *
     * @param rows a study's key, its identifier, and its content
     * @return by key
     */
    public static Map<String, Version> byKey(List<?> rows) {
      return rows.stream()
          .map(row -> (Object[]) row)
          .collect(
              Collectors.toMap(
                  columns -> (String) columns[0],
                  columns -> new Version((UUID) columns[1], (String) columns[2])));
    }
  }

  /** Reads the studies of the current actor's tenant. */
  public interface Source<S> {

    /** Returns the version of each study; without those that do not exist. */
    Map<String, Version> versions(Set<String> keys);

    /** Returns the state of each study; without those that do not exist. */
    Map<String, S> load(Set<String> keys);
  }

  /** A watched study. */
  private record Subject(String tenant, String key) {}

  private static final class Watched<S> {
    private @Nullable Version version;
    private @Nullable S state;
    private final Set<Watcher<S>> watchers = new LinkedHashSet<>();
  }

  private static final class Watcher<S> {
    private final MultiEmitter<? super S> emitter;
    private final Predicate<S> last;
    private @Nullable UUID studyId;
    private @Nullable S seen;

    Watcher(MultiEmitter<? super S> emitter, Predicate<S> last) {
      this.emitter = emitter;
      this.last = last;
    }
  }

  private final String service;
  private final Source<S> source;
  private final ErrorCode missing;
  private final Actors actors;
  private final Map<Subject, Watched<S>> watched = new HashMap<>();
  private boolean looking;

  /**
   * @param service reads as this actor
   * @param missing the error of watchers whose study does not exist, or does not exist any more
   */
  public SharedWatch(String service, Source<S> source, ErrorCode missing, Actors actors) {
    this.service = service;
    this.source = source;
    this.missing = missing;
    this.actors = actors;
  }

  /**
   * Sends the state of a study of the current tenant, and each change. A watcher who does not read
   * gets the newest state only.
   *
   * @param last whether the stream ends with this state
   */
  public Multi<S> watch(String key, Predicate<S> last) {
    Subject subject = new Subject(actors.required().tenant(), key);
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Watcher<S> watcher = new Watcher<>(emitter, last);
              emitter.onTermination(() -> remove(subject, watcher));
              add(subject, watcher);
            },
            BackPressureStrategy.LATEST);
  }

  private synchronized void add(Subject subject, Watcher<S> watcher) {
    watched.computeIfAbsent(subject, fresh -> new Watched<>()).watchers.add(watcher);
    if (!looking) {
      looking = true;
      lookOnWorker();
    }
  }

  private void lookOnWorker() {
    Infrastructure.getDefaultWorkerPool().execute(this::look);
  }

  private synchronized void remove(Subject subject, Watcher<S> watcher) {
    @Nullable Watched<S> study = watched.get(subject);
    if (study != null && study.watchers.remove(watcher) && study.watchers.isEmpty()) {
      watched.remove(subject);
    }
  }

  private void look() {
    try {
      tenants().forEach(this::readSafely);
    } finally {
      lookAgain();
    }
  }

  private synchronized void lookAgain() {
    looking = !watched.isEmpty();
    if (looking) {
      Uni.createFrom()
          .voidItem()
          .onItem()
          .delayIt()
          .by(BETWEEN_LOOKS)
          .subscribe()
          // The timer may run in a thread that must not block.
          .with(now -> lookOnWorker());
    }
  }

  private synchronized Map<String, Set<String>> tenants() {
    return watched.keySet().stream()
        .collect(
            Collectors.groupingBy(
                Subject::tenant, Collectors.mapping(Subject::key, Collectors.toSet())));
  }

  private void readSafely(String tenant, Set<String> keys) {
    try {
      actors.as(new Actor(tenant, service), () -> read(tenant, keys));
    } catch (RuntimeException e) {
      keys.forEach(key -> fail(new Subject(tenant, key), e));
    }
  }

  private void read(String tenant, Set<String> keys) {
    Map<String, Version> versions = source.versions(keys);
    Set<String> changed = changed(tenant, versions);
    Map<String, S> loaded = changed.isEmpty() ? Map.of() : source.load(changed);
    for (String key : keys) {
      Subject subject = new Subject(tenant, key);
      @Nullable Version version = versions.get(key);
      @Nullable S state = loaded.get(key);
      if (version == null || (changed.contains(key) && state == null)) {
        fail(subject, new EchoMotionException(missing));
      } else if (state != null) {
        send(remember(subject, version, state));
      } else {
        send(study(subject));
      }
    }
  }

  private synchronized Set<String> changed(String tenant, Map<String, Version> versions) {
    return versions.entrySet().stream()
        .filter(
            read -> {
              @Nullable Watched<S> study = watched.get(new Subject(tenant, read.getKey()));
              return study != null && !read.getValue().equals(study.version);
            })
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private synchronized @Nullable Watched<S> study(Subject subject) {
    return watched.get(subject);
  }

  private synchronized @Nullable Watched<S> remember(Subject subject, Version version, S state) {
    @Nullable Watched<S> study = watched.get(subject);
    if (study != null) {
      study.version = version;
      study.state = state;
    }
    return study;
  }

  private synchronized List<Watcher<S>> watchers(Watched<S> study) {
    return List.copyOf(study.watchers);
  }

  private synchronized boolean watches(Watcher<S> watcher, Watched<S> study) {
    return study.watchers.contains(watcher);
  }

  private void fail(Subject subject, RuntimeException failure) {
    @Nullable Watched<S> study = study(subject);
    if (study != null) {
      watchers(study).stream()
          // Others may have left meanwhile.
          .filter(watcher -> watches(watcher, study))
          .forEach(watcher -> watcher.emitter.fail(failure));
    }
  }

  /** Sends a study's state to the watchers who have not got it. Only looks change the state. */
  private void send(@Nullable Watched<S> study) {
    if (study == null || study.version == null || study.state == null) {
      // Its first watcher came during this look.
      return;
    }
    for (Watcher<S> watcher : watchers(study)) {
      UUID studyId = study.version.studyId();
      if (watcher.studyId != null && !watcher.studyId.equals(studyId)) {
        watcher.emitter.fail(new EchoMotionException(missing));
      } else if (!study.state.equals(watcher.seen)) {
        watcher.studyId = studyId;
        watcher.seen = study.state;
        watcher.emitter.emit(study.state);
        if (watcher.last.test(study.state)) {
          watcher.emitter.complete();
        }
      }
    }
  }
}
