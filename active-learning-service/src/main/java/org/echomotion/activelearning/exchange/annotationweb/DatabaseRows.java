package org.echomotion.activelearning.exchange.annotationweb;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes rows one after the other, and numbers them by model. */
final class DatabaseRows implements AutoCloseable {

  private static final YAMLMapper YAML =
      new YAMLMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());

  /** Writes the row of a key. */
  interface NewRow {
    String write() throws IOException;
  }

  private final SequenceWriter yaml;
  private final Map<String, Integer> lastId = new HashMap<>();
  private final Map<Object, String> written = new HashMap<>();

  /** The stream stays open. */
  DatabaseRows(OutputStream out) throws IOException {
    YAMLGenerator generator = YAML.getFactory().createGenerator(out);
    generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    yaml = YAML.writer().writeValuesAsArray(generator);
  }

  /**
   * Writes a row.
   *
   * @param fields names and values in turn
   * @return the placeholder that other rows use to refer to this row
   */
  String row(String application, String model, @Nullable Object... fields) throws IOException {
    int id = lastId.merge(application + model, 1, Integer::sum);
    String key = "$" + application + "$" + model + "$" + id + "$";
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      named.put((String) fields[i], fields[i + 1]);
    }
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("model", application + "." + model);
    row.put("pk", key);
    row.put("fields", named);
    yaml.write(row);
    return key;
  }

  /** The placeholder of a key's row. The first call writes the row. */
  String once(Object key, NewRow row) throws IOException {
    String reference = written.get(key);
    if (reference == null) {
      reference = row.write();
      written.put(key, reference);
    }
    return reference;
  }

  @Override
  public void close() throws IOException {
    yaml.close();
  }
}
