package org.echomotion.ingest.api;

import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.echomotion.contract.ingest.v1.ListStudiesResponse;
import org.echomotion.contract.ingest.v1.Study;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;
import org.echomotion.error.EchoMotionException;
import org.echomotion.ingest.IngestError;
import org.echomotion.ingest.store.StoredStudy;
import org.echomotion.ingest.store.StudyListing;
import org.echomotion.ingest.store.StudyStore;
import org.echomotion.stream.SharedWatch;
import org.echomotion.tenant.Actors;

/** Reads studies and their progress, for gRPC and REST. */
@ApplicationScoped
class StudyReading {

  private static final int DEFAULT_PAGE = 50;
  private static final int LARGEST_PAGE = 200;

  private final StudyStore studies;
  private final SharedWatch<WatchStudyResponse> watched;

  StudyReading(StudyStore studies, Actors actors) {
    this.studies = studies;
    this.watched =
        new SharedWatch<>("ingest-service", new Progress(), IngestError.NO_SUCH_STUDY, actors);
  }

  /** The progress of studies. */
  private final class Progress implements SharedWatch.Source<WatchStudyResponse> {

    @Override
    public Map<String, SharedWatch.Version> versions(Set<String> keys) {
      return studies.versions(keys);
    }

    @Override
    public Map<String, WatchStudyResponse> load(Set<String> keys) {
      Map<String, WatchStudyResponse> loaded = new HashMap<>();
      for (String key : keys) {
        studies.study(key).ifPresent(study -> loaded.put(key, IngestMessages.progress(study)));
      }
      return loaded;
    }
  }

  /**
   * @throws EchoMotionException {@code NO_SUCH_STUDY}
   */
  Study study(String key) {
    return IngestMessages.study(stored(key));
  }

  /**
   * @param size 0 means the default
   * @param token empty means the first page
   * @throws EchoMotionException {@code BAD_REQUEST} if size or token is invalid
   */
  ListStudiesResponse page(int size, String token) {
    if (size < 0 || size > LARGEST_PAGE) {
      throw new EchoMotionException(
          IngestError.BAD_REQUEST, "the page size must be 1 to " + LARGEST_PAGE);
    }
    StudyListing page =
        studies.page(
            size == 0 ? DEFAULT_PAGE : size,
            token.isEmpty() ? Optional.empty() : Optional.of(cursor(token)));
    ListStudiesResponse.Builder message = ListStudiesResponse.newBuilder();
    page.studies().forEach(study -> message.addStudies(IngestMessages.study(study)));
    page.next().ifPresent(next -> message.setNextPageToken(token(next)));
    return message.build();
  }

  /**
   * Streams the study's progress until every clip is finished. Fails with {@code NO_SUCH_STUDY},
   * also if the study is deleted meanwhile.
   */
  Multi<WatchStudyResponse> follow(String key) {
    return watched.watch(key, WatchStudyResponse::getDone);
  }

  private StoredStudy stored(String key) {
    return studies.study(key).orElseThrow(() -> new EchoMotionException(IngestError.NO_SUCH_STUDY));
  }

  private static String token(StudyListing.Cursor cursor) {
    Instant createdAt = cursor.createdAt();
    ByteBuffer bytes =
        ByteBuffer.allocate(28)
            .putLong(createdAt.getEpochSecond())
            .putInt(createdAt.getNano())
            .putLong(cursor.id().getMostSignificantBits())
            .putLong(cursor.id().getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  private static StudyListing.Cursor cursor(String token) {
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
      if (bytes.remaining() == 28) {
        return new StudyListing.Cursor(
            Instant.ofEpochSecond(bytes.getLong(), bytes.getInt()),
            new UUID(bytes.getLong(), bytes.getLong()));
      }
    } catch (RuntimeException e) {
      throw new EchoMotionException(e, IngestError.BAD_REQUEST, "the page token is invalid");
    }
    throw new EchoMotionException(IngestError.BAD_REQUEST, "the page token is invalid");
  }
}
