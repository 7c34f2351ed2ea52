package org.echomotion.segmentation.model;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.echomotion.segmentation.network.InferenceGraph;
import org.tensorflow.proto.AttrValue;
import org.tensorflow.proto.DataType;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.proto.TensorProto;
import org.tensorflow.proto.TensorShapeProto;

/**
 * The temperature in a saved model's graph, a constant from {@link InferenceGraph} that divides
 * every left-ventricle logit. A model exported without a temperature gets one here, so it can be
 * calibrated without its training code.
 */
public final class SavedModelTemperature {

  private static final String FILE = "saved_model.pb";
  private static final String TEMPERATURE = "temperature";
  private static final String LOGITS = "logits";

  private SavedModelTemperature() {}

  /**
   * The temperature of the model in {@code directory}; 1 if its graph has none.
   *
   * @throws IOException if it cannot be read
   */
  public static float of(Path directory) throws IOException {
    for (NodeDef node : graph(read(directory)).getNodeList()) {
      if (node.getName().equals(TEMPERATURE)) {
        return value(node);
      }
    }
    return 1;
  }

  /**
   * Sets the temperature of the model in {@code directory} and replaces the file.
   *
   * @param temperature above 0
   * @throws IOException if the model cannot be read or written, or its graph is not from {@link
   *     InferenceGraph}
   */
  public static void set(Path directory, float temperature) throws IOException {
    SavedModel model = read(directory);
    GraphDef calibrated = with(graph(model), temperature, directory);
    SavedModel.Builder changed = model.toBuilder();
    changed.setMetaGraphs(0, model.getMetaGraphs(0).toBuilder().setGraphDef(calibrated));
    Files.write(directory.resolve(FILE), changed.build().toByteArray());
  }

  private static GraphDef with(GraphDef graph, float temperature, Path directory)
      throws IOException {
    Map<String, NodeDef> nodes = new HashMap<>();
    graph.getNodeList().forEach(node -> nodes.put(node.getName(), node));
    GraphDef.Builder changed = graph.toBuilder().clearNode();
    if (nodes.containsKey(TEMPERATURE)) {
      for (NodeDef node : graph.getNodeList()) {
        changed.addNode(node.getName().equals(TEMPERATURE) ? constant(temperature) : node);
      }
      return changed.build();
    }
    NodeDef logits = nodes.get(LOGITS);
    if (logits == null || !logits.getOp().equals("Identity")) {
      throw new IOException(
          directory + " has no left-ventricle logits to divide by a temperature.");
    }
    changed.addNode(constant(temperature));
    Set<String> divided = new HashSet<>();
    for (NodeDef node : graph.getNodeList()) {
      // The left ventricle's channel is a slice of the head's logits, once per dropout sample.
      boolean ofSample =
          node.getOp().equals("Sigmoid")
              && nodes.containsKey(node.getInput(0))
              && nodes.get(node.getInput(0)).getOp().equals("Slice");
      if (node.getName().equals(logits.getName())) {
        changed.addNode(division(LOGITS, node.getInput(0)));
      } else if (ofSample) {
        String name = node.getInput(0) + "_calibrated";
        if (divided.add(name)) {
          changed.addNode(division(name, node.getInput(0)));
        }
        changed.addNode(node.toBuilder().setInput(0, name));
      } else {
        changed.addNode(node);
      }
    }
    return changed.build();
  }

  private static NodeDef constant(float value) {
    AttrValue type = AttrValue.newBuilder().setType(DataType.DT_FLOAT).build();
    return NodeDef.newBuilder()
        .setName(TEMPERATURE)
        .setOp("Const")
        .putAttr("dtype", type)
        .putAttr(
            "value",
            AttrValue.newBuilder()
                .setTensor(
                    TensorProto.newBuilder()
                        .setDtype(DataType.DT_FLOAT)
                        .setTensorShape(TensorShapeProto.getDefaultInstance())
                        .addFloatVal(value))
                .build())
        .build();
  }

  private static NodeDef division(String name, String input) {
    return NodeDef.newBuilder()
        .setName(name)
        .setOp("RealDiv")
        .addInput(input)
        .addInput(TEMPERATURE)
        .putAttr("T", AttrValue.newBuilder().setType(DataType.DT_FLOAT).build())
        .build();
  }

  private static float value(NodeDef constant) {
    TensorProto tensor = constant.getAttrOrThrow("value").getTensor();
    return tensor.getFloatValCount() > 0
        ? tensor.getFloatVal(0)
        : tensor
            .getTensorContent()
            .asReadOnlyByteBuffer()
            .order(ByteOrder.LITTLE_ENDIAN)
            .getFloat();
  }

  private static SavedModel read(Path directory) throws IOException {
    SavedModel model = SavedModel.parseFrom(Files.readAllBytes(directory.resolve(FILE)));
    if (model.getMetaGraphsCount() != 1) {
      throw new IOException(directory + " has " + model.getMetaGraphsCount() + " graphs, not 1.");
    }
    return model;
  }

  private static GraphDef graph(SavedModel model) {
    return model.getMetaGraphs(0).getGraphDef();
  }
}
