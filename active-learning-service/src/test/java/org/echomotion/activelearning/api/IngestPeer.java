package org.echomotion.activelearning.api;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.FrameKind;
import org.echomotion.contract.ingest.v1.GetUploadProgressRequest;
import org.echomotion.contract.ingest.v1.GetUploadProgressResponse;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.contract.ingest.v1.UploadClipHeader;
import org.echomotion.contract.ingest.v1.UploadClipRequest;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.error.EchoMotionException;
import org.echomotion.error.ErrorCode;
import org.echomotion.frame.WorkingFrame;

/** Frames of the clips of {@link PeerServices#CLIPS}, and uploads. */
final class IngestPeer extends IngestServiceGrpc.IngestServiceImplBase {

  /** The files that were received completely, by the key of their study. */
  static final Map<String, Received> RECEIVED = new ConcurrentHashMap<>();

  /** The keys of the studies to which uploads have begun. */
  static final Set<String> BEGUN = ConcurrentHashMap.newKeySet();

  /** What was received of uploads that broke off, by the key of their study. */
  static final Map<String, ByteString> BROKEN_OFF = new ConcurrentHashMap<>();

  /** Uploads to a study whose key begins with {@code waits} go on once this has a permit. */
  static final Semaphore GO_ON = new Semaphore(0);

  record Received(UploadClipHeader header, ByteString file) {}

  /** The error of an upload to the study {@code busy}. */
  private record Busy() implements ErrorCode {

    @Override
    public String name() {
      return "BACKLOG_FULL";
    }

    @Override
    public Status.Code grpcStatus() {
      return Status.Code.RESOURCE_EXHAUSTED;
    }

    @Override
    public String message() {
      return "500 clips wait.";
    }

    @Override
    public Optional<Duration> retryAfter() {
      return Optional.of(Duration.ofSeconds(30));
    }
  }

  /** A display frame of 8 rows and 12 columns, or a working frame, as bright as its index. */
  @Override
  public void streamFrames(
      StreamFramesRequest request, StreamObserver<StreamFramesResponse> answers) {
    List<FrameSegmentation> frames = PeerServices.CLIPS.get(request.getClipId());
    if (frames == null || request.getFirstFrame() >= frames.size()) {
      answers.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    boolean display = request.getKind() == FrameKind.FRAME_KIND_DISPLAY;
    int height = display ? 8 : WorkingFrame.SIDE;
    int width = display ? 12 : WorkingFrame.SIDE;
    byte[] pixels = new byte[height * width];
    Arrays.fill(pixels, (byte) request.getFirstFrame());
    answers.onNext(
        StreamFramesResponse.newBuilder()
            .setFirstFrame(request.getFirstFrame())
            .setFrameCount(1)
            .setHeight(height)
            .setWidth(width)
            .setPixels(ByteString.copyFrom(pixels))
            .build());
    answers.onCompleted();
  }

  @Override
  public void getUploadProgress(
      GetUploadProgressRequest request, StreamObserver<GetUploadProgressResponse> answer) {
    ByteString received = BROKEN_OFF.getOrDefault(request.getStudyKey(), ByteString.EMPTY);
    answer.onNext(GetUploadProgressResponse.newBuilder().setReceivedBytes(received.size()).build());
    answer.onCompleted();
  }

  /** Refuses files longer than 32 MiB at once, and files of another length at their end. */
  @Override
  public StreamObserver<UploadClipRequest> uploadClip(StreamObserver<UploadClipResponse> answer) {
    // Otherwise a cancelled call would throw an exception in the middle of a test.
    ((ServerCallStreamObserver<UploadClipResponse>) answer).setOnCancelHandler(() -> {});
    return new StreamObserver<>() {
      private UploadClipHeader header;
      private ByteString.Output file;
      private boolean refused;

      @Override
      public void onNext(UploadClipRequest part) {
        if (refused) {
          return;
        }
        if (!part.hasHeader()) {
          part.getChunk().forEach(file::write);
          return;
        }
        header = part.getHeader();
        BEGUN.add(header.getStudyKey());
        file = ByteString.newOutput();
        if (header.getOffsetBytes() > 0) {
          BROKEN_OFF
              .remove(header.getStudyKey())
              .substring(0, Math.toIntExact(header.getOffsetBytes()))
              .forEach(file::write);
        }
        if (header.getLengthBytes() > 32 << 20) {
          refused = true;
          answer.onError(
              PeerServices.refusal(
                  Status.Code.RESOURCE_EXHAUSTED, "TOO_LARGE", "The cine is too large."));
        } else if (header.getStudyKey().equals("busy")) {
          refused = true;
          answer.onError(new EchoMotionException(new Busy()).toStatusException());
        } else if (header.getStudyKey().startsWith("waits")) {
          GO_ON.acquireUninterruptibly();
        }
      }

      @Override
      public void onError(Throwable cancelled) {
        BROKEN_OFF.put(header.getStudyKey(), file.toByteString());
      }

      @Override
      public void onCompleted() {
        if (refused) {
          return;
        }
        if (file.size() != header.getLengthBytes()) {
          answer.onError(
              PeerServices.refusal(
                  Status.Code.INVALID_ARGUMENT, "CONTENT_MISMATCH", "The length is another one."));
          return;
        }
        RECEIVED.put(header.getStudyKey(), new Received(header, file.toByteString()));
        answer.onNext(
            UploadClipResponse.newBuilder()
                .setClip(
                    Clip.newBuilder()
                        .setStudyKey(header.getStudyKey())
                        .setSha256(header.getSha256()))
                .build());
        answer.onCompleted();
      }
    };
  }
}
