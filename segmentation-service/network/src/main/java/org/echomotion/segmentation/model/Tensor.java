package org.echomotion.segmentation.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A tensor's values.
 *
 * @param name name of the input or output
 * @param type type of its values
 * @param shape shape, rows first
 * @param values row-major, little-endian, in the number that the shape requires
 */
public record Tensor(String name, Type type, List<Long> shape, ByteBuffer values) {

  /** Supported types. */
  public enum Type {
    UINT8(1),
    FP32(Float.BYTES);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /** Number of bytes of a value. */
    public int bytes() {
      return bytes;
    }
  }

  /**
   * @throws IllegalArgumentException if the number of values does not match the shape
   */
  public Tensor {
    shape = List.copyOf(shape);
    values = values.slice().order(ByteOrder.LITTLE_ENDIAN);
    long asked = shape.stream().reduce(1L, (a, b) -> a * b) * type.bytes();
    if (values.remaining() != asked) {
      throw new IllegalArgumentException(
          "the shape of '%s' needs %d bytes, but %d were sent"
              .formatted(name, asked, values.remaining()));
    }
  }

  /** A float32 tensor. */
  public static Tensor of(String name, List<Long> shape, float[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return new Tensor(name, Type.FP32, shape, bytes);
  }

  @Override
  public ByteBuffer values() {
    return values.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns a copy of a float32 tensor's values. */
  public float[] floats() {
    float[] copy = new float[values.remaining() / Float.BYTES];
    values().asFloatBuffer().get(copy);
    return copy;
  }

  /**
   * A tensor without its values.
   *
   * @param shape shape; -1 for any size
   */
  public record Spec(String name, Type type, List<Long> shape) {

    public Spec {
      shape = List.copyOf(shape);
    }

    /** Whether a tensor's shape matches. */
    public boolean takes(List<Long> given) {
      boolean fits = given.size() == shape.size();
      for (int i = 0; fits && i < shape.size(); i++) {
        fits = shape.get(i) < 0 ? given.get(i) >= 1 : shape.get(i).equals(given.get(i));
      }
      return fits;
    }
  }
}
