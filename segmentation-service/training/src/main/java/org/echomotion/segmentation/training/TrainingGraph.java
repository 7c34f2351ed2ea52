package org.echomotion.segmentation.training;

import org.echomotion.frame.WorkingFrame;
import org.echomotion.segmentation.network.EchoMotionNet;
import org.echomotion.segmentation.network.ForwardPass;
import org.echomotion.segmentation.network.NetworkConfig;
import org.echomotion.segmentation.network.Parameters;
import org.echomotion.segmentation.network.Weights;
import org.echomotion.segmentation.training.configuration.TrainingConfig;
import org.tensorflow.Graph;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** Network, loss and optimizer as one graph with its session. */
public final class TrainingGraph implements AutoCloseable {

  /**
   * Results of one step.
   *
   * @param loss loss of the batch before the step
   * @param dice mean soft Dice of the left ventricle, before the step
   * @param gradientNorm global norm before clipping
   */
  record Step(double loss, double dice, double gradientNorm) {}

  private final Graph graph = new Graph();
  private final Ops tf = Ops.create(graph);
  private final Parameters parameters = new Parameters(tf);
  private final Placeholder<TUint8> frames = frames("frames");
  private final Placeholder<TUint8> labels = frames("labels");
  private final Placeholder<TFloat32> labelled =
      tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, NetworkConfig.STRUCTURES)));
  private final Placeholder<TInt64> seed = scalar(TInt64.class);
  private final SegmentationLoss loss;
  private final AdamW optimizer;
  private final Session session;

  public TrainingGraph(TrainingConfig config) {
    ForwardPass pass = ForwardPass.training(seed);
    EchoMotionNet net = new EchoMotionNet(tf, parameters, config.network());
    loss =
        SegmentationLoss.of(
            tf,
            net.decode(net.encode(frames, pass), pass).logits(),
            labels,
            labelled,
            config.optim().dice());
    optimizer =
        new AdamW(
            tf,
            parameters,
            loss.value(),
            new AdamW.Settings(
                config.optim().clip(), config.optim().decay(), config.optim().average()),
            pass.statisticsUpdates());
    session =
        new Session(
            graph,
            ConfigProto.newBuilder()
                .setIntraOpParallelismThreads(config.threads())
                .setInterOpParallelismThreads(config.threads())
                .build());
  }

  public Parameters parameters() {
    return parameters;
  }

  /** Starts from {@code weights}, also for the averages; the moments start at 0. */
  public void start(Weights weights) {
    optimizer.start(session, weights);
  }

  /** One optimizer step, {@code number} counted from 0. */
  public Step step(Batch batch, long number, double learningRate, long stepSeed) {
    try (TUint8 x = batch.frameTensor();
        TUint8 y = batch.labelTensor();
        TFloat32 known = batch.labelledTensor();
        TInt64 s = TInt64.scalarOf(stepSeed);
        AdamW.Feeds feeds = optimizer.feeds(number, learningRate);
        Result result =
            feeds
                .into(session.runner())
                .feed(frames, x)
                .feed(labels, y)
                .feed(labelled, known)
                .feed(seed, s)
                .fetch(loss.value())
                .fetch(loss.ventricleDice())
                .fetch(optimizer.norm())
                .addTarget(optimizer.update())
                .run()) {
      return new Step(value(result, 0), value(result, 1), value(result, 2));
    }
  }

  private static double value(Result result, int index) {
    return ((TFloat32) result.get(index)).getFloat();
  }

  /** The moving average of every variable, used for validation and export. */
  Weights averaged() {
    return optimizer.averaged(session);
  }

  /** The current weights, not averaged. */
  Weights current() {
    return optimizer.current(session);
  }

  /** Saves every variable, including the optimizer's. */
  void save(String prefix) {
    session.save(prefix);
  }

  void restore(String prefix) {
    session.restore(prefix);
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  private Placeholder<TUint8> frames(String name) {
    return tf.withName(name)
        .placeholder(
            TUint8.class, Placeholder.shape(Shape.of(-1, WorkingFrame.SIDE, WorkingFrame.SIDE, 1)));
  }

  private <T extends TType> Placeholder<T> scalar(Class<T> type) {
    return tf.placeholder(type, Placeholder.shape(Shape.scalar()));
  }
}
