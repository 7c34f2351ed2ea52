package org.echomotion.security;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The network address of a caller. */
public final class CallerAddress {

  /** The identity's attribute with the address. */
  public static final String ATTRIBUTE = "echomotion.address";

  private CallerAddress() {}

  /** Returns the address of the caller or of its proxy; empty if it is not known. */
  public static String of(@Nullable RoutingContext call) {
    @Nullable SocketAddress address = call == null ? null : call.request().remoteAddress();
    @Nullable String host = address == null ? null : address.hostAddress();
    return host == null ? "" : host;
  }
}
