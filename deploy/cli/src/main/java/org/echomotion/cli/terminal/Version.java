package org.echomotion.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    return new String[] {
      "EchoMotion " + number(),
      "Java " + Runtime.version() + " (" + System.getProperty("java.vm.name") + ")"
    };
  }

  static String number() throws IOException {
    try (InputStream text =
        Objects.requireNonNull(Version.class.getResourceAsStream("/echomotion-version.txt"))) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
