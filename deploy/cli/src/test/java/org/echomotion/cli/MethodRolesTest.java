package org.echomotion.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.MutinyService;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.echomotion.testing.MethodRoles;
import org.junit.jupiter.api.Test;

/** Who may call what, over everything that the contracts define. */
class MethodRolesTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.echomotion");

  @Test
  void everyMethodOfEveryServiceHasOneBeanAndStatesItsRoles() throws Exception {
    List<String> wrong = new ArrayList<>();
    int services = 0;
    for (FileDescriptor file : contracts()) {
      for (ServiceDescriptor service : file.getServices()) {
        services++;
        List<Class<?>> beans = beansOf(file, service);
        if (beans.size() == 1) {
          wrong.addAll(MethodRoles.missing(file, beans.get(0)));
        } else {
          wrong.add(service.getFullName() + " is implemented by " + beans);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(services >= 6, "only " + services + " services were found in the contracts");
  }

  /** The files behind every generated outer class of the contracts. */
  private static Set<FileDescriptor> contracts() throws Exception {
    Set<FileDescriptor> files = new HashSet<>();
    for (JavaClass type : CLASSES) {
      if (type.getPackageName().startsWith("org.echomotion.contract")
          && type.isTopLevelClass()
          && type.tryGetMethod("getDescriptor").isPresent()
          && type.getMethod("getDescriptor")
              .getRawReturnType()
              .isEquivalentTo(FileDescriptor.class)) {
        files.add(
            (FileDescriptor) Class.forName(type.getName()).getMethod("getDescriptor").invoke(null));
      }
    }
    return files;
  }

  private static List<Class<?>> beansOf(FileDescriptor file, ServiceDescriptor service)
      throws ClassNotFoundException {
    Class<?> contract = Class.forName(file.getOptions().getJavaPackage() + "." + service.getName());
    List<Class<?>> beans = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if (type.isAnnotatedWith(GrpcService.class) && type.isAssignableTo(contract)) {
        beans.add(Class.forName(type.getName()));
      }
    }
    assertTrue(
        MutinyService.class.isAssignableFrom(contract)
            && Modifier.isPublic(contract.getModifiers()));
    return beans;
  }
}
