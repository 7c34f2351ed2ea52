package org.echomotion.standalone.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.echomotion.security.Roles;
import org.junit.jupiter.api.Test;

/** The realm that Keycloak imports. */
class RealmTest {

  private static final Path FILE = Path.of("../keycloak/echomotion-realm.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode realm() throws Exception {
    return JSON.readTree(FILE.toFile());
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }

  @Test
  void onlyAdministratorsOfAccountsChangeATenant() throws Exception {
    JsonNode provider =
        realm().at("/components/org.keycloak.userprofile.UserProfileProvider/0/config");
    JsonNode profile = JSON.readTree(provider.at("/kc.user.profile.config/0").asText());
    assertFalse(profile.has("unmanagedAttributePolicy"), "users could add attributes");
    JsonNode tenant =
        StreamSupport.stream(profile.get("attributes").spliterator(), false)
            .filter(attribute -> attribute.get("name").asText().equals("tenant"))
            .findFirst()
            .orElseThrow();
    assertEquals(Set.of("admin"), texts(tenant.at("/permissions/edit")));
  }

  @Test
  void tokensOfPeopleStateTheTenantAndThoseOfServicesDoNot() throws Exception {
    for (JsonNode client : realm().get("clients")) {
      boolean forPeople = client.get("clientId").asText().startsWith("echomotion-");
      List<String> claims =
          StreamSupport.stream(client.get("protocolMappers").spliterator(), false)
              .map(mapper -> mapper.at("/config/claim.name").asText())
              .toList();
      assertEquals(forPeople, claims.contains("tenant"), client.get("clientId").asText());
      assertFalse(client.path("fullScopeAllowed").asBoolean(true), "only the roles that it needs");
    }
    for (JsonNode scope : realm().get("scopeMappings")) {
      boolean forPeople = scope.get("client").asText().startsWith("echomotion-");
      assertEquals(!forPeople, texts(scope.get("roles")).contains(Roles.SERVICE));
    }
  }

  @Test
  void hasEveryRole() throws Exception {
    Set<String> roles =
        StreamSupport.stream(realm().at("/roles/realm").spliterator(), false)
            .map(role -> role.get("name").asText())
            .collect(Collectors.toSet());
    assertTrue(roles.containsAll(Roles.ALL), roles.toString());
  }
}
