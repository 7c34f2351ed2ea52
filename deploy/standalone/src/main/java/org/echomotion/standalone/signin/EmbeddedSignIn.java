package org.echomotion.standalone.signin;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.echomotion.error.EchoMotionException;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.PlatformError;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.certificate.Certificates;
import org.echomotion.standalone.certificate.TrustedAuthority;
import org.echomotion.standalone.directory.DataDirectory;
import org.echomotion.standalone.directory.Leftovers;

/**
 * A real Keycloak on loopback, with the realm of {@code deploy/keycloak} and its accounts in the
 * data directory. It is downloaded with Maven and prepared once.
 */
public final class EmbeddedSignIn implements AutoCloseable {

  /** The account that exists from the start. */
  public static final String FIRST_ACCOUNT = "admin";

  private static final String REALM = "echomotion";

  private static final String PASSWORD = "first-password-of-admin";
  private static final String PROCESSES = "processes-keycloak";

  /** By default Keycloak would listen for other Keycloaks, on an address of the network. */
  private static final String CACHE = "--cache=local";

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private static final String CLIENT_SECRET = "echomotion.client.secret";

  private final DataDirectory directory;
  private final Certificates certificates;
  private final int port;
  private final Process process;
  private volatile boolean closing;

  private EmbeddedSignIn(
      DataDirectory directory, Certificates certificates, int port, Process process) {
    this.directory = directory;
    this.certificates = certificates;
    this.port = port;
    this.process = process;
  }

  /**
   * Starts Keycloak and returns when it answers. It speaks TLS only.
   *
   * @param certificates of the same data directory
   * @param root the directory that EchoMotion was built in, with {@code deploy/keycloak}
   * @param port port of Keycloak, where people sign in
   * @param pagePorts ports of this machine on which the workbench may be served; used at the first
   *     start, which creates the realm
   * @param progress called with a description of each long step
   * @throws EchoMotionException SIGN_IN_PORT_TAKEN, SIGN_IN_DID_NOT_START
   */
  public static EmbeddedSignIn start(
      DataDirectory directory,
      Certificates certificates,
      Path root,
      int port,
      Set<Integer> pagePorts,
      Consumer<String> progress)
      throws InterruptedException {
    // A Keycloak that a killed process left running would hold the port and the accounts.
    Leftovers.end(directory, PROCESSES);
    if (!LoopbackPorts.isFree(port)) {
      throw new EchoMotionException(PlatformError.SIGN_IN_PORT_TAKEN, port);
    }
    Path log = directory.logOf("keycloak");
    try {
      Path home = new KeycloakProgram(directory, root, log).prepared(pagePorts, progress);
      progress.accept("Starting Keycloak ...");
      EmbeddedSignIn signIn =
          new EmbeddedSignIn(
              directory, certificates, port, launch(directory, certificates, home, port, log));
      try {
        signIn.awaitReady(log);
        return signIn;
      } catch (RuntimeException | InterruptedException e) {
        signIn.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EchoMotionException(
          e,
          PlatformError.SIGN_IN_DID_NOT_START,
          Objects.requireNonNullElse(e.getMessage(), e.toString()),
          log);
    }
  }

  private static Process launch(
      DataDirectory directory, Certificates certificates, Path home, int port, Path log)
      throws IOException {
    List<String> command =
        new ArrayList<>(List.of("bash", home.resolve("bin/kc.sh").toString(), "start"));
    command.addAll(
        List.of(
            "--optimized",
            CACHE,
            "--http-enabled=false",
            "--http-host=" + LoopbackPorts.HOST,
            "--https-port=" + port,
            "--https-certificate-file=" + certificates.certificate(Certificates.SIGN_IN),
            "--https-certificate-key-file=" + certificates.key(Certificates.SIGN_IN),
            "--http-management-port=" + LoopbackPorts.anyFree(),
            "--hostname=" + address(port),
            "--import-realm"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment(directory));
    return builder.start();
  }

  /** Returns the secrets that the realm file refers to. Other users cannot read an environment. */
  private static Map<String, String> environment(DataDirectory directory) {
    Map<String, String> environment = new HashMap<>(KeycloakProgram.QUICK_START);
    // Without an account in the master realm, Keycloak's first page would offer to create one.
    environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_ID", "echomotion-bootstrap");
    environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", directory.secret("keycloak-bootstrap"));
    environment.put("ECHOMOTION_ADMIN_PASSWORD", directory.secret(PASSWORD));
    environment.put(
        secretVariable(Service.ALL_IN_ONE), clientSecret(directory, Service.ALL_IN_ONE));
    for (Service service : Service.inOrderOfTheData()) {
      environment.put(secretVariable(service.id()), clientSecret(directory, service.id()));
    }
    return environment;
  }

  private static String secretVariable(String client) {
    return "ECHOMOTION_" + client.toUpperCase(Locale.ROOT).replace('-', '_') + "_SECRET";
  }

  private static String clientSecret(DataDirectory directory, String client) {
    return directory.secret("keycloak-client-" + client);
  }

  private void awaitReady(Path log) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(issuer() + "/.well-known/openid-configuration"))
            .timeout(Duration.ofSeconds(5))
            .build();
    HttpClient client =
        HttpClient.newBuilder().sslContext(TrustedAuthority.context(certificates.ca())).build();
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      directory.noteProcesses(
          PROCESSES, KeycloakProgram.family(process).map(Leftovers::note).toList());
      try {
        if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      Thread.sleep(PAUSE.toMillis());
    }
    throw new EchoMotionException(PlatformError.SIGN_IN_DID_NOT_START, "it did not answer", log);
  }

  /**
   * Calls {@code then} if Keycloak ends before {@link #close}.
   *
   * @param then given the error SIGN_IN_DIED
   */
  public void onUnexpectedEnd(Consumer<EchoMotionException> then) {
    Thread watch =
        new Thread(
            () -> {
              process.onExit().join();
              if (!closing) {
                then.accept(
                    new EchoMotionException(
                        PlatformError.SIGN_IN_DIED, directory.logOf("keycloak")));
              }
            },
            "keycloak-watch");
    watch.setDaemon(true);
    watch.start();
  }

  /** Returns the address of the realm, which is the issuer of tokens. */
  public String issuer() {
    return address(port) + "/realms/" + REALM;
  }

  /** Returns the address of the console, where an administrator creates accounts. */
  public String console() {
    return address(port) + "/admin/" + REALM + "/console";
  }

  private static String address(int port) {
    return "https://" + LoopbackPorts.HOST + ":" + port;
  }

  /** Returns the file with the first password of {@link #FIRST_ACCOUNT}. */
  public Path passwordFile() {
    return directory.secretFile(PASSWORD);
  }

  /** Returns the sign-in settings of a service in its own process. */
  public Map<String, String> settings(Service service) {
    return settings(service.id());
  }

  /** Returns the sign-in settings of a process with all services. */
  public Map<String, String> settings() {
    return settings(Service.ALL_IN_ONE);
  }

  private Map<String, String> settings(String client) {
    return Map.of("quarkus.oidc.auth-server-url", issuer(), "echomotion.client.id", client);
  }

  /**
   * Returns the secret sign-in settings of a service in its own process. Only the service of the
   * workbench can read its session cookies, which a browser sends to every port.
   */
  public Map<String, String> secrets(Service service) {
    return service == Service.ACTIVE_LEARNING
        ? secretsWithPage(service.id())
        : Map.of(CLIENT_SECRET, clientSecret(directory, service.id()));
  }

  /** Returns the secret sign-in settings of a process with all services. */
  public Map<String, String> secrets() {
    return secretsWithPage(Service.ALL_IN_ONE);
  }

  private Map<String, String> secretsWithPage(String client) {
    return Map.of(
        CLIENT_SECRET,
        clientSecret(directory, client),
        "echomotion.page.secret",
        directory.secret("page"));
  }

  /** Stops Keycloak; its accounts stay. */
  @Override
  public void close() {
    closing = true;
    List<ProcessHandle> all = KeycloakProgram.family(process).toList();
    // The script passes the request on to the program.
    process.destroy();
    try {
      process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    all.forEach(ProcessHandle::destroyForcibly);
    directory.noteProcesses(PROCESSES, List.of());
  }
}
