package org.echomotion.segmentation.training.shards;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.echomotion.segmentation.dataset.LabelledFrame;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.exceptions.TFOutOfRangeException;
import org.tensorflow.exceptions.TensorFlowException;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.data.BatchDataset;
import org.tensorflow.op.data.Iterator;
import org.tensorflow.op.data.MakeIterator;
import org.tensorflow.op.io.ParseExample;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TNumber;
import org.tensorflow.types.family.TType;

/**
 * Reads shards with TensorFlow's record dataset and its parser of examples, one shard at a time.
 */
final class ShardReader implements AutoCloseable {

  private static final long BATCH = 64;
  private static final long READ_BUFFER = 1 << 18;

  private final Graph graph = new Graph();
  private final Placeholder<TString> file;
  private final MakeIterator start;
  private final List<Operand<?>> fetched = new ArrayList<>();
  private final Session session;

  ShardReader() {
    Ops tf = Ops.create(graph);
    file = tf.placeholder(TString.class, Placeholder.shape(Shape.scalar()));
    List<Class<? extends TType>> types = List.of(TString.class);
    List<Shape> shapes = List.of(Shape.of(-1));
    // By name, because Java has only version 2 of this op, which TensorFlow 2.18 cannot optimise:
    // it drops the fourth input when it rewrites the graph.
    Operand<?> records =
        graph
            .opBuilder("TFRecordDataset", "records", tf.scope())
            .addInput(file.asOutput())
            .addInput(tf.constant("GZIP").asOutput())
            .addInput(tf.constant(READ_BUFFER).asOutput())
            .build()
            .output(0);
    BatchDataset batches =
        tf.data.batchDataset(records, tf.constant(BATCH), tf.constant(false), types, shapes);
    Iterator iterator = tf.data.iterator("", "", types, shapes);
    start = tf.data.makeIterator(batches, iterator);
    @SuppressWarnings("unchecked")
    Operand<TString> examples =
        (Operand<TString>) tf.data.iteratorGetNext(iterator, types, shapes).components().get(0);
    parse(tf, examples);
    session = new Session(graph);
  }

  /**
   * The frames of one shard, in the order in which they were written.
   *
   * @throws IOException if the shard is damaged or cannot be read
   */
  List<LabelledFrame> read(Path shard) throws IOException {
    List<LabelledFrame> frames = new ArrayList<>();
    try {
      try (TString name = TString.scalarOf(shard.toString())) {
        session.runner().feed(file, name).addTarget(start).run().close();
      }
      while (true) {
        Session.Runner runner = session.runner();
        fetched.forEach(runner::fetch);
        try (Result result = runner.run()) {
          add(result, frames);
        }
      }
    } catch (TFOutOfRangeException e) {
      return frames;
    } catch (TensorFlowException | IllegalArgumentException e) {
      throw new IOException(
          "%s is damaged; delete its directory, and it is packed again. (%s)"
              .formatted(shard, e.getMessage()),
          e);
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }

  /** Fetches, in this order: frames and labels u8 [n, 12544], the flag int64 [n], the texts [n]. */
  private void parse(Ops tf, Operand<TString> examples) {
    Operand<TInt32> empty = tf.constant(new int[] {0});
    Operand<TString> none = tf.fill(empty, tf.constant(""));
    List<String> keys = new ArrayList<>();
    List<Operand<?>> defaults = new ArrayList<>();
    // An empty default makes the feature required.
    keys.add(FrameExample.ALL_STRUCTURES);
    defaults.add(tf.fill(empty, tf.constant(0L)));
    keys.addAll(List.of(FrameExample.FRAME, FrameExample.LABELS));
    keys.addAll(FrameExample.TEXTS);
    defaults.addAll(Collections.nCopies(keys.size() - 1, none));
    ParseExample parsed =
        tf.io.parseExample(
            examples,
            none,
            none,
            tf.array(keys.toArray(String[]::new)),
            none,
            defaults,
            0L,
            List.of(),
            List.of(),
            List.<Class<? extends TNumber>>of(),
            Collections.nCopies(keys.size(), Shape.scalar()));
    for (int i : new int[] {1, 2}) {
      @SuppressWarnings("unchecked")
      Operand<TString> bytes = (Operand<TString>) parsed.denseValues().get(i);
      fetched.add(tf.io.decodeRaw(bytes, TUint8.class));
    }
    fetched.add(parsed.denseValues().get(0));
    fetched.addAll(parsed.denseValues().subList(3, keys.size()));
  }

  private static void add(Result result, List<LabelledFrame> frames) {
    TUint8 gray = (TUint8) result.get(0);
    TUint8 labels = (TUint8) result.get(1);
    TInt64 all = (TInt64) result.get(2);
    for (int i = 0; i < all.size(); i++) {
      List<String> texts = new ArrayList<>();
      for (int t = 0; t < FrameExample.TEXTS.size(); t++) {
        texts.add(((TString) result.get(3 + t)).getObject(i));
      }
      frames.add(
          FrameExample.frame(pixels(gray, i), pixels(labels, i), all.getLong(i) == 1, texts));
    }
  }

  private static byte[] pixels(TUint8 rows, int row) {
    byte[] values = new byte[Math.toIntExact(rows.shape().get(1))];
    rows.asRawTensor().data().offset((long) row * values.length).read(values);
    return values;
  }
}
