package org.echomotion.cli.client;

import io.grpc.ManagedChannel;
import java.util.Optional;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.platform.Platform;

/** Opens the command line's client to tests in other packages. */
public final class TestClients {

  private TestClients() {}

  public static StudyClient of(Platform platform) {
    return new StudyClient(Endpoints.of(platform), Trust.NOBODY, Optional.empty());
  }

  public static ManagedChannel channel(StudyClient client, Service service) {
    return client.channel(service);
  }
}
