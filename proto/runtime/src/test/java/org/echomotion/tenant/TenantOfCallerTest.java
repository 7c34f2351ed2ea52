package org.echomotion.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import java.util.Set;
import org.echomotion.security.Roles;
import org.junit.jupiter.api.Test;

class TenantOfCallerTest {

  private static final Set<String> PERSON = Set.of(Roles.CLINICIAN);
  private static final Set<String> SERVICE = Set.of(Roles.SERVICE);

  private final TenantOfCaller tenants = new TenantOfCaller(Optional.empty());

  @Test
  void aPersonsTenantIsInTheTokenAndNowhereElse() {
    assertEquals(
        Optional.of("north"), tenants.tenant(PERSON, Optional.of("north"), Optional.of("south")));
    assertEquals(Optional.empty(), tenants.tenant(PERSON, Optional.empty(), Optional.of("south")));
  }

  @Test
  void aServiceStatesTheTenantOfEachCall() {
    assertEquals(
        Optional.of("south"), tenants.tenant(SERVICE, Optional.empty(), Optional.of("south")));
    assertEquals(Optional.empty(), tenants.tenant(SERVICE, Optional.empty(), Optional.empty()));
    assertEquals(
        Optional.of("north"), tenants.tenant(SERVICE, Optional.of("north"), Optional.of("south")));
  }

  @Test
  void anInstallationOfOneHospitalNeedsNoClaim() {
    TenantOfCaller one = new TenantOfCaller(Optional.of("local"));
    assertEquals(Optional.of("local"), one.tenant(PERSON, Optional.empty(), Optional.empty()));
    assertEquals(Optional.of("north"), one.tenant(PERSON, Optional.of("north"), Optional.empty()));
  }

  @Test
  void aNameThatNoTenantCanHaveIsNone() {
    for (String name : new String[] {"", "North", "a'b", "../x", "1st", "x".repeat(41)}) {
      assertEquals(
          Optional.empty(), tenants.tenant(PERSON, Optional.of(name), Optional.empty()), name);
    }
    assertThrows(IllegalArgumentException.class, () -> new Actor("../x", "anna"));
  }

  @Test
  void anEventWithoutTenantIsOfTheDesk() {
    assertEquals(Actor.LOCAL, Actor.ofEvent("", ""));
    assertEquals(new Actor("north", "anna"), Actor.ofEvent("north", "anna"));
  }
}
