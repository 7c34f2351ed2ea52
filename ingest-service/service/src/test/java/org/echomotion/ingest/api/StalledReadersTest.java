package org.echomotion.ingest.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.tenant.LocalUser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Readers who ask for a long clip and stop reading. */
@QuarkusTest
class StalledReadersTest extends IngestServiceTestCase {

  private static final int READERS = 20;

  /** 82 working frames fit into a message. */
  private static final int FRAMES = 8 * 82;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final List<FrameReader> readers = new ArrayList<>();

  @AfterEach
  void hangUp() {
    readers.forEach(FrameReader::close);
  }

  @Test
  void holdFewMessagesEachAndNobodyUp() throws Exception {
    Clip clip = upload("long", TestCines.avi(9, FRAMES)).getClip();
    SentMessages.CALLS.clear();
    for (int i = 0; i < READERS; i++) {
      readers.add(new FrameReader(address.getPort(), clip.getClipId()));
    }
    readers.forEach(reader -> reader.read(1));
    await().atMost(PATIENCE).until(() -> readers.stream().noneMatch(r -> r.messages.isEmpty()));
    List<SentMessages.Call> stalled = List.copyOf(SentMessages.CALLS);

    // Other calls go on, also those of a reader of the same clip.
    List<StreamFramesResponse> whole = read(clip);
    assertEquals(8, whole.size());
    assertEquals(FRAMES, whole.stream().mapToInt(StreamFramesResponse::getFrameCount).sum());
    // One was read, one is in the caller's window, and one waits in the transport.
    assertEquals(READERS, stalled.size());
    assertTrue(stalled.stream().allMatch(call -> call.messages().get() <= 4), stalled.toString());

    FrameReader goesOn = readers.get(0);
    goesOn.read(Integer.MAX_VALUE);
    assertEquals(Status.Code.OK, goesOn.ended.get(3, TimeUnit.MINUTES).getCode());
    assertEquals(whole, goesOn.messages);
    assertFalse(readers.get(1).ended.isDone());
  }

  @Test
  void aCallerHasALimitThatIsNotTheOthers() {
    Clip clip = upload("long", TestCines.avi(9, FRAMES)).getClip();
    for (int i = 0; i < IngestChannels.TRANSFERS_PER_CALLER; i++) {
      readers.add(new FrameReader(address.getPort(), clip.getClipId()));
      readers.get(i).read(1);
    }
    await().atMost(PATIENCE).until(() -> readers.stream().noneMatch(r -> r.messages.isEmpty()));
    StatusRuntimeException refused = assertThrows(StatusRuntimeException.class, () -> read(clip));
    assertEquals(Status.Code.RESOURCE_EXHAUSTED, refused.getStatus().getCode());
    assertEquals("TOO_MANY_STREAMS", code(refused));

    Metadata other = new Metadata();
    other.put(Metadata.Key.of(LocalUser.HEADER, Metadata.ASCII_STRING_MARSHALLER), "other");
    assertTrue(
        service()
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(other))
            .streamFrames(request(clip))
            .hasNext());

    // A reader whose connection is lost gives its place back.
    readers.get(0).close();
    await().atMost(PATIENCE).ignoreExceptions().until(() -> !read(clip).isEmpty());
  }

  private static StreamFramesRequest request(Clip clip) {
    return StreamFramesRequest.newBuilder().setClipId(clip.getClipId()).build();
  }

  private List<StreamFramesResponse> read(Clip clip) {
    List<StreamFramesResponse> messages = new ArrayList<>();
    service().streamFrames(request(clip)).forEachRemaining(messages::add);
    return messages;
  }
}
