package org.echomotion.tenant;

import java.util.regex.Pattern;

/**
 * Who acts, and for which tenant.
 *
 * @param tenant 1 to 40 of a-z, 0-9 and "-", beginning with a letter
 * @param name the name in the access token, or the local user
 */
public record Actor(String tenant, String name) {

  private static final Pattern TENANT = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  /** The tenant of a desk, and of all data of versions without tenants. */
  public static final String LOCAL_TENANT = "local";

  /** Work of the service itself on a desk. */
  public static final Actor LOCAL = new Actor(LOCAL_TENANT, "local");

  /**
   * @throws IllegalArgumentException if {@code tenant} is not a name of a tenant
   */
  public Actor {
    if (!isTenant(tenant)) {
      throw new IllegalArgumentException("This is not a tenant's name: " + tenant);
    }
  }

  /** Returns whether {@code text} can be the name of a tenant. */
  public static boolean isTenant(String text) {
    return TENANT.matcher(text).matches();
  }

  /**
   * Reads the actor of an event. Events of versions without tenants have none; they are of {@link
   * #LOCAL}.
   *
   * @throws IllegalArgumentException if {@code tenant} is not a name of a tenant
   */
  public static Actor ofEvent(String tenant, String name) {
    return tenant.isEmpty() ? LOCAL : new Actor(tenant, name);
  }
}
