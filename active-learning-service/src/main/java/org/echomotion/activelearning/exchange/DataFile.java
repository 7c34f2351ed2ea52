package org.echomotion.activelearning.exchange;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.yaml.snakeyaml.LoaderOptions;

/** A JSON or YAML file whose arrays are read element by element, with limits on depth and size. */
public final class DataFile {

  /** Limits on depth, length of a text and number of tokens. No valid label file reaches them. */
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(32)
          .maxStringLength(4 << 20)
          .maxNumberLength(64)
          .maxTokenCount(8_000_000)
          .build();

  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .streamReadConstraints(CONSTRAINTS)
              .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
              .build());

  private final String format;
  private final ObjectMapper mapper;
  private final byte[] bytes;

  private DataFile(String format, ObjectMapper mapper, byte[] bytes) {
    this.format = format;
    this.mapper = mapper;
    this.bytes = bytes;
  }

  public static DataFile json(byte[] bytes) {
    return new DataFile("JSON", JSON, bytes);
  }

  /** A YAML file. An alias is read as its name, so aliases cannot multiply the size of a file. */
  public static DataFile yaml(byte[] bytes) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(bytes.length + 1);
    options.setNestingDepthLimit(CONSTRAINTS.getMaxNestingDepth());
    YAMLFactory factory =
        YAMLFactory.builder()
            .loaderOptions(options)
            .streamReadConstraints(CONSTRAINTS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    return new DataFile("YAML", new YAMLMapper(factory), bytes);
  }

  private interface Reading {
    void from(JsonParser parser) throws IOException;
  }

  /**
   * Reads the elements of an array that is the whole file.
   *
   * @throws InvalidLabelException if the file is not valid or not an array
   */
  public void elements(Consumer<Fields> reader) {
    parse(
        parser -> {
          parser.nextToken();
          elements(parser, reader);
        });
  }

  /**
   * Reads the elements of an array that is a member of the file's object. Reads nothing if the
   * member is missing.
   *
   * @throws InvalidLabelException if the file is not valid or not an object, or the member is not
   *     an array
   */
  public void elements(String member, Consumer<Fields> reader) {
    parse(
        parser -> {
          if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new InvalidLabelException("it is not a " + format + " object");
          }
          while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean wanted = parser.currentName().equals(member);
            parser.nextToken();
            if (wanted) {
              elements(parser, reader);
            } else {
              parser.skipChildren();
            }
          }
        });
  }

  private void elements(JsonParser parser, Consumer<Fields> reader) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new InvalidLabelException("an array is expected");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      JsonNode element = mapper.readTree(parser);
      reader.accept(new Fields(element));
    }
  }

  private void parse(Reading reading) {
    try (JsonParser parser = mapper.createParser(bytes)) {
      reading.from(parser);
      if (parser.nextToken() != null) {
        throw new InvalidLabelException("it has more content after its end");
      }
    } catch (JsonProcessingException e) {
      // The parser's own message may quote the file.
      String line = e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
      throw new InvalidLabelException("it is not valid " + format + ", or too large" + line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
