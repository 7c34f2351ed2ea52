package org.echomotion.cli.client;

import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.nio.charset.StandardCharsets;
import org.echomotion.tenant.LocalUser;

/** States the name of the local user in each call to a platform without sign-in. */
final class LocalName {

  private static final Metadata.Key<String> USER =
      Metadata.Key.of(LocalUser.HEADER, Metadata.ASCII_STRING_MARSHALLER);

  private LocalName() {}

  /**
   * Returns an interceptor that states the name in the environment variable ECHOMOTION_USER, or the
   * name of the user of the operating system.
   */
  static ClientInterceptor ofThisUser() {
    Metadata headers = new Metadata();
    String name =
        System.getenv().getOrDefault("ECHOMOTION_USER", System.getProperty("user.name", ""));
    if (LocalUser.isName(name) && StandardCharsets.US_ASCII.newEncoder().canEncode(name)) {
      headers.put(USER, name);
    }
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }
}
