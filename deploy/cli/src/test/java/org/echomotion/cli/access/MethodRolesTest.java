package org.echomotion.cli.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.quarkus.grpc.MutinyService;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.testing.MethodRoles;
import org.junit.jupiter.api.Test;

/** Who may call what, over everything that the contracts define. */
class MethodRolesTest {

  @Test
  void everyMethodOfEveryServiceHasOneBeanAndStatesItsRoles() throws Exception {
    List<String> wrong = new ArrayList<>();
    int services = 0;
    for (FileDescriptor file : Contracts.files()) {
      List<Class<?>> all = new ArrayList<>();
      for (ServiceDescriptor service : file.getServices()) {
        services++;
        Class<?> contract = Contracts.interfaceOf(file, service);
        assertTrue(
            MutinyService.class.isAssignableFrom(contract)
                && Modifier.isPublic(contract.getModifiers()));
        List<Class<?>> beans = Contracts.beansOf(file, service);
        if (beans.size() != 1) {
          wrong.add(service.getFullName() + " is implemented by " + beans);
        }
        all.addAll(beans);
      }
      wrong.addAll(MethodRoles.missing(file, all.toArray(Class<?>[]::new)));
    }
    assertEquals(List.of(), wrong);
    assertTrue(services >= 6, "only " + services + " services were found in the contracts");
  }
}
