package org.echomotion.activelearning.api;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.echomotion.contract.ef.v1.EjectionFractionServiceGrpc;
import org.echomotion.contract.ef.v1.GetEjectionFractionRequest;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ingest.v1.IngestServiceGrpc;
import org.echomotion.contract.ingest.v1.StreamFramesRequest;
import org.echomotion.contract.ingest.v1.StreamFramesResponse;
import org.echomotion.contract.segmentation.v1.FrameSegmentation;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsRequest;
import org.echomotion.contract.segmentation.v1.ListFrameSegmentationsResponse;
import org.echomotion.contract.segmentation.v1.SegmentationServiceGrpc;
import org.echomotion.testing.GrpcPeer;

/** The other services, with the clips and results that a test gives them. */
public class PeerServices extends GrpcPeer {

  /** The outlines of a clip's frames, by the clip's identifier. */
  static final Map<String, List<FrameSegmentation>> CLIPS = new ConcurrentHashMap<>();

  /** The results of a study, by its key. */
  static final Map<String, GetEjectionFractionResponse> RESULTS = new ConcurrentHashMap<>();

  public PeerServices() {
    super(List.of("segmentation", "ef", "ingest"), new Outlines(), new Results(), new Frames());
  }

  /** Fifty frames a page. */
  private static final class Outlines extends SegmentationServiceGrpc.SegmentationServiceImplBase {

    @Override
    public void listFrameSegmentations(
        ListFrameSegmentationsRequest request,
        StreamObserver<ListFrameSegmentationsResponse> answers) {
      List<FrameSegmentation> frames = CLIPS.get(request.getClipId());
      if (frames == null) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
      int to = Math.min(from + 50, frames.size());
      answers.onNext(
          ListFrameSegmentationsResponse.newBuilder()
              .addAllFrames(frames.subList(from, to))
              .setNextPageToken(to < frames.size() ? String.valueOf(to) : "")
              .build());
      answers.onCompleted();
    }
  }

  private static final class Results
      extends EjectionFractionServiceGrpc.EjectionFractionServiceImplBase {

    @Override
    public void getEjectionFraction(
        GetEjectionFractionRequest request, StreamObserver<GetEjectionFractionResponse> answers) {
      GetEjectionFractionResponse result = RESULTS.get(request.getStudyKey());
      if (result == null) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      answers.onNext(result);
      answers.onCompleted();
    }
  }

  /** Frames of 8 rows and 12 columns, as bright as their index. */
  private static final class Frames extends IngestServiceGrpc.IngestServiceImplBase {

    @Override
    public void streamFrames(
        StreamFramesRequest request, StreamObserver<StreamFramesResponse> answers) {
      List<FrameSegmentation> frames = CLIPS.get(request.getClipId());
      if (frames == null || request.getFirstFrame() >= frames.size()) {
        answers.onError(Status.NOT_FOUND.asRuntimeException());
        return;
      }
      byte[] pixels = new byte[8 * 12];
      java.util.Arrays.fill(pixels, (byte) request.getFirstFrame());
      answers.onNext(
          StreamFramesResponse.newBuilder()
              .setFirstFrame(request.getFirstFrame())
              .setFrameCount(1)
              .setHeight(8)
              .setWidth(12)
              .setPixels(ByteString.copyFrom(pixels))
              .build());
      answers.onCompleted();
    }
  }
}
