package org.echomotion.activelearning.api;

import com.google.protobuf.ByteString;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.echomotion.contract.inference.GRPCInferenceServiceGrpc;
import org.echomotion.contract.inference.ModelInferRequest;
import org.echomotion.contract.inference.ModelInferResponse;
import org.echomotion.frame.WorkingFrame;

/** The model: its probability grows from 0 in the first column to 1 in the last. */
final class InferencePeer extends GRPCInferenceServiceGrpc.GRPCInferenceServiceImplBase {

  @Override
  public void modelInfer(ModelInferRequest request, StreamObserver<ModelInferResponse> answers) {
    if (!request.getModelName().equals("segment")
        || !request.getInputs(0).getName().equals("frames")
        || request.getRawInputContents(0).size() != WorkingFrame.PIXELS) {
      answers.onError(Status.INVALID_ARGUMENT.asRuntimeException());
      return;
    }
    ByteBuffer values =
        ByteBuffer.allocate(WorkingFrame.PIXELS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < WorkingFrame.PIXELS; i++) {
      values.putFloat(i % WorkingFrame.SIDE / (WorkingFrame.SIDE - 1f));
    }
    answers.onNext(
        ModelInferResponse.newBuilder()
            .addOutputs(
                ModelInferResponse.InferOutputTensor.newBuilder()
                    .setName(request.getOutputs(0).getName())
                    .setDatatype("FP32")
                    .addShape(1)
                    .addShape(WorkingFrame.SIDE)
                    .addShape(WorkingFrame.SIDE)
                    .addShape(1))
            .addRawOutputContents(ByteString.copyFrom(values.array()))
            .build());
    answers.onCompleted();
  }
}
