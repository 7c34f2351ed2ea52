package org.echomotion.cli.client;

import java.net.URI;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.echomotion.security.Loopback;
import org.echomotion.standalone.LoopbackPorts;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.platform.Platform;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The addresses of the services.
 *
 * @param of host and port, by service
 */
public record Endpoints(Map<Service, HostPort> of) {

  /** The services that a client calls. */
  private static final Service[] NEEDED = {
    Service.INGEST, Service.SEGMENTATION, Service.EF, Service.XAI, Service.ACTIVE_LEARNING
  };

  /** One address. */
  public record HostPort(String host, int port) {

    static HostPort parse(String text) {
      int colon = text.lastIndexOf(':');
      try {
        int port = Integer.parseInt(text.substring(colon + 1));
        String host = text.substring(0, Math.max(colon, 0));
        if (host.isEmpty() || port < 1 || port > 65535) {
          throw new TypeConversionException("'" + text + "' is not HOST:PORT");
        }
        return new HostPort(host, port);
      } catch (NumberFormatException e) {
        throw new TypeConversionException("'" + text + "' is not HOST:PORT");
      }
    }

    /** Returns the address of a server for HTTP. */
    static HostPort of(URI uri) {
      int standard = "https".equals(uri.getScheme()) ? 443 : 80;
      return new HostPort(uri.getHost(), uri.getPort() < 0 ? standard : uri.getPort());
    }

    /** Returns whether the address is on this machine. */
    public boolean isOnThisMachine() {
      return Loopback.isName(host);
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  public Endpoints {
    of = Map.copyOf(of);
  }

  /** Returns the addresses of a platform on this machine. */
  public static Endpoints of(Platform platform) {
    Map<Service, HostPort> of = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      of.put(service, new HostPort(LoopbackPorts.HOST, platform.port(service)));
    }
    return new Endpoints(of);
  }

  /** Returns the address of a service. */
  public HostPort of(Service service) {
    return Objects.requireNonNull(of.get(service));
  }

  /**
   * Reads {@code HOST:PORT}, one address for all services, or {@code
   * ingest=HOST:PORT,segmentation=HOST:PORT,ef=HOST:PORT,xai=HOST:PORT}. A service that is not
   * listed has the address of ingest.
   */
  public static final class Converter implements ITypeConverter<Endpoints> {

    @Override
    public Endpoints convert(String text) {
      Map<Service, HostPort> of = new EnumMap<>(Service.class);
      if (text.contains("=")) {
        for (String part : text.split(",", -1)) {
          String[] pair = part.split("=", 2);
          if (pair.length != 2) {
            throw new TypeConversionException("'" + part + "' is not SERVICE=HOST:PORT");
          }
          of.put(service(pair[0]), HostPort.parse(pair[1]));
        }
        if (!of.containsKey(Service.INGEST)) {
          throw new TypeConversionException("ingest=HOST:PORT is missing");
        }
      } else {
        of.put(Service.INGEST, HostPort.parse(text));
      }
      for (Service service : NEEDED) {
        of.putIfAbsent(service, of.get(Service.INGEST));
      }
      return new Endpoints(of);
    }

    private static Service service(String id) {
      for (Service service : Service.values()) {
        if (service.id().equals(id.strip().toLowerCase(Locale.ROOT))) {
          return service;
        }
      }
      throw new TypeConversionException("unknown service '" + id + "'");
    }
  }
}
