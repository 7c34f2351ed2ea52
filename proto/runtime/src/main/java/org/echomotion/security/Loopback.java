package org.echomotion.security;

import java.util.Locale;
import java.util.regex.Pattern;

/** Host names that always mean this machine, whatever a name server answers. */
public final class Loopback {

  private static final Pattern ADDRESS =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|\\[::1]");

  private Loopback() {}

  /** Returns whether {@code host} is localhost or a loopback address. */
  public static boolean isName(String host) {
    return ADDRESS.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }
}
