package org.echomotion.xai.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.echomotion.testing.InMemoryChannels;

/** The channels of xai-service in the hands of the test, and a blob directory of its own. */
public class XaiChannels extends InMemoryChannels {

  public XaiChannels() {
    super(List.of("xai-ef-computed", "xai-study-deleted"), List.of("xai-explanation-ready"));
  }

  @Override
  protected Map<String, String> settings(Path folder) {
    return Map.of("echomotion.xai.blob-directory", folder.toString());
  }
}
