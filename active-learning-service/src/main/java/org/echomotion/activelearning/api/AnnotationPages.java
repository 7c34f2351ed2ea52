package org.echomotion.activelearning.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.echomotion.activelearning.ActiveLearningError;
import org.echomotion.activelearning.queue.SubmittedAnnotation;
import org.echomotion.activelearning.store.AnnotationQueue;
import org.echomotion.contract.activelearning.v1.ListAnnotationsRequest;
import org.echomotion.contract.activelearning.v1.ListAnnotationsResponse;
import org.echomotion.error.EchoMotionException;

/**
 * Stored annotations, page by page. A page token is the time and id of the last annotation sent.
 * Annotations submitted meanwhile are therefore listed last, and each is listed once.
 */
@ApplicationScoped
class AnnotationPages {

  private static final int DEFAULT_SIZE = 100;
  private static final int LARGEST_SIZE = 500;
  private static final UUID LOWEST = new UUID(0, 0);

  private final AnnotationQueue queue;

  AnnotationPages(AnnotationQueue queue) {
    this.queue = queue;
  }

  private record Position(Instant submittedAt, UUID id) {

    static Position parse(String token) {
      if (token.isEmpty()) {
        return new Position(Instant.EPOCH, LOWEST);
      }
      try {
        String[] parts = token.split("_", 2);
        return new Position(Instant.parse(parts[0]), UUID.fromString(parts[1]));
      } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
        throw new EchoMotionException(e, ActiveLearningError.BAD_REQUEST, "page_token is invalid");
      }
    }

    String text() {
      return submittedAt + "_" + id;
    }
  }

  /**
   * @throws EchoMotionException BAD_REQUEST if the size or the token is invalid
   */
  ListAnnotationsResponse page(ListAnnotationsRequest request) {
    int size = request.getPageSize() == 0 ? DEFAULT_SIZE : request.getPageSize();
    if (size < 1 || size > LARGEST_SIZE) {
      throw new EchoMotionException(
          ActiveLearningError.BAD_REQUEST, "page_size must be from 1 to " + LARGEST_SIZE);
    }
    Position after = Position.parse(request.getPageToken());
    List<SubmittedAnnotation> found = queue.annotations(after.submittedAt(), after.id(), size + 1);
    List<SubmittedAnnotation> page = found.subList(0, Math.min(size, found.size()));
    ListAnnotationsResponse.Builder response = ListAnnotationsResponse.newBuilder();
    page.forEach(annotation -> response.addAnnotations(QueueMessages.annotation(annotation)));
    if (found.size() > size) {
      SubmittedAnnotation last = page.get(size - 1);
      response.setNextPageToken(new Position(last.submittedAt(), last.id()).text());
    }
    return response.build();
  }
}
