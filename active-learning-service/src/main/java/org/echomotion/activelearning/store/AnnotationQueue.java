package org.echomotion.activelearning.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.AnnotationTask;
import org.echomotion.activelearning.queue.Lease;
import org.echomotion.activelearning.queue.Outline;
import org.echomotion.activelearning.queue.QueueStats;
import org.echomotion.activelearning.queue.SubmittedAnnotation;
import org.echomotion.activelearning.queue.Verdict;
import org.echomotion.activelearning.store.TaskEntity.State;
import org.echomotion.error.EchoMotionException;
import org.hibernate.Timeouts;

/** The annotation queue in PostgreSQL. */
@ApplicationScoped
public class AnnotationQueue {

  private final TaskRepository tasks;
  private final AnnotationRepository annotations;

  AnnotationQueue(TaskRepository tasks, AnnotationRepository annotations) {
    this.tasks = tasks;
    this.annotations = annotations;
  }

  /** Queues {@code selected}, unless this model's frames of the clip are already queued. */
  @Transactional
  public void enqueue(UUID clipId, String modelVersion, List<AnnotationTask> selected) {
    if (tasks.count("clipId = ?1 and modelVersion = ?2", clipId, modelVersion) > 0) {
      return;
    }
    Instant now = now();
    selected.forEach(task -> tasks.persist(TaskEntity.waiting(task, now)));
  }

  /** Leases the most uncertain frame that is waiting or has an expired lease. */
  @Transactional
  public Optional<Lease> leaseNext(String annotator, Duration duration) {
    Instant now = now();
    return tasks
        .find(
            "state = ?1 or (state = ?2 and leaseExpiresAt <= ?3) order by uncertainty desc, id",
            State.WAITING,
            State.LEASED,
            now)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .withHint("jakarta.persistence.lock.timeout", Timeouts.SKIP_LOCKED_MILLI)
        .page(0, 1)
        .firstResultOptional()
        .map(
            task -> {
              UUID token = UUID.randomUUID();
              Instant expiresAt = now.plus(duration);
              task.lease(token, annotator, expiresAt);
              return new Lease(task.toRecord(), token, expiresAt);
            });
  }

  /**
   * Stores an annotation and ends the lease. A repeated submission returns the same identifier.
   *
   * @return the annotation's identifier
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else
   */
  @Transactional
  public UUID submit(UUID taskId, UUID token, String annotator, Verdict verdict, Outline outline) {
    TaskEntity task = lock(taskId);
    Optional<AnnotationEntity> earlier =
        annotations
            .find("leaseToken = ?1 and taskId = ?2 and annotator = ?3", token, taskId, annotator)
            .firstResultOptional();
    if (earlier.isPresent()) {
      return earlier.get().id;
    }
    Instant now = now();
    requireLease(task, token, annotator, now);
    task.endLease(State.SUBMITTED);
    AnnotationEntity annotation = new AnnotationEntity();
    annotation.id = UUID.randomUUID();
    annotation.taskId = taskId;
    annotation.annotator = annotator;
    annotation.verdict = verdict;
    annotation.contour = outline.toBytes();
    annotation.submittedAt = now;
    annotation.leaseToken = token;
    annotations.persist(annotation);
    return annotation.id;
  }

  /**
   * Puts a task back into the queue.
   *
   * @throws EchoMotionException LEASE_LOST if the lease has expired or belongs to someone else
   */
  @Transactional
  public void release(UUID taskId, UUID token, String annotator) {
    TaskEntity task = lock(taskId);
    requireLease(task, token, annotator, now());
    task.endLease(State.WAITING);
  }

  /**
   * Returns up to {@code limit} annotations after a position, ordered by submission time and id.
   *
   * @param submittedAt submission time of the last annotation already listed
   * @param id identifier of that annotation
   */
  @Transactional
  public List<SubmittedAnnotation> annotations(Instant submittedAt, UUID id, int limit) {
    List<AnnotationEntity> page =
        annotations
            .find(
                "submittedAt > ?1 or (submittedAt = ?1 and id > ?2) order by submittedAt, id",
                submittedAt,
                id)
            .page(0, limit)
            .list();
    Map<UUID, TaskEntity> asked =
        tasks.list("id in ?1", page.stream().map(annotation -> annotation.taskId).toList()).stream()
            .collect(Collectors.toMap(task -> task.id, Function.identity()));
    return page.stream()
        .map(
            annotation -> annotation.toRecord(Objects.requireNonNull(asked.get(annotation.taskId))))
        .toList();
  }

  @Transactional
  public QueueStats stats() {
    long leased = tasks.count("state = ?1 and leaseExpiresAt > ?2", State.LEASED, now());
    long submitted = tasks.count("state", State.SUBMITTED);
    return new QueueStats(tasks.count() - leased - submitted, leased, submitted);
  }

  private TaskEntity lock(UUID taskId) {
    return tasks
        .findByIdOptional(taskId, LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(() -> new EchoMotionException(ActiveLearningError.LEASE_LOST));
  }

  private static void requireLease(TaskEntity task, UUID token, String annotator, Instant now) {
    if (!task.isLeasedBy(token, annotator, now)) {
      throw new EchoMotionException(ActiveLearningError.LEASE_LOST);
    }
  }

  /** Returns the time in microseconds, as PostgreSQL stores it, so that it reads back unchanged. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }
}
