package org.echomotion.standalone.cli;

import io.grpc.ManagedChannel;
import org.echomotion.standalone.platform.Platform;
import org.echomotion.standalone.platform.Service;

/** Opens the command line's client to tests in other packages. */
public final class TestClients {

  private TestClients() {}

  public static StudyClient of(Platform platform) {
    return new StudyClient(Endpoints.of(platform));
  }

  public static ManagedChannel channel(StudyClient client, Service service) {
    return client.channel(service);
  }
}
