package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.point;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.inject.Inject;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.activelearning.v1.CampaignSettings;
import org.echomotion.contract.activelearning.v1.Draft;
import org.echomotion.contract.activelearning.v1.Lease;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.ListDraftsRequest;
import org.echomotion.contract.activelearning.v1.ListLeasesRequest;
import org.echomotion.contract.activelearning.v1.StatsRequest;
import org.echomotion.contract.activelearning.v1.StatsResponse;
import org.echomotion.contract.common.v1.Point;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An empty queue, and people who work on it over gRPC. */
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(PeerServices.class)
@QuarkusTestResource(ActiveLearningChannels.class)
abstract class QueueTest {

  /** The frames of one clip under default settings: three chosen, and one at random. */
  static final int FRAMES = 4;

  /** An outline that hardly overlaps {@link QueuedClips#SQUARE}. */
  static final List<Point> ELSEWHERE =
      List.of(point(60, 60), point(100, 60), point(100, 100), point(60, 100));

  @Inject QueuedClips clips;

  @TestHTTPResource URI address;

  ManagedChannel channel;
  Person ann;
  Person ben;
  Person rita;

  @BeforeEach
  void openQueue() throws SQLException {
    clips.clear();
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", address.getPort()).usePlaintext().build();
    ann = Person.of("ann", channel);
    ben = Person.of("ben", channel);
    rita = Person.of("rita", channel);
  }

  @AfterEach
  void closeQueue() {
    channel.shutdownNow();
  }

  StatsResponse stats() {
    return ann.queue().stats(StatsRequest.getDefaultInstance());
  }

  void awaitWaiting(long places) {
    await().atMost(60, TimeUnit.SECONDS).until(() -> stats().getWaiting() == places);
  }

  /** Creates a campaign, adds a clip, and waits until its places are in the queue. */
  void queued(CampaignSettings.Builder settings, int places) throws SQLException {
    ann.campaign(settings);
    clips.add();
    awaitWaiting(places);
  }

  /** Leases all frames that a person may read, at most 20. */
  static List<Lease> leaseAll(Person person) {
    return person
        .queue()
        .leaseNext(LeaseNextRequest.newBuilder().setCount(20).build())
        .getLeasesList();
  }

  static List<Lease> leases(Person person) {
    return person.queue().listLeases(ListLeasesRequest.getDefaultInstance()).getLeasesList();
  }

  static List<Draft> drafts(Person person) {
    return person.queue().listDrafts(ListDraftsRequest.getDefaultInstance()).getDraftsList();
  }
}
