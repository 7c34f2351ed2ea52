package org.echomotion.cli.access;

import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.quarkus.grpc.GrpcService;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.echomotion.testing.MainClasses;

/** The contracts of all services, and the classes that implement them. */
final class Contracts {

  /** All main classes of the product. */
  static final JavaClasses CLASSES =
      new ClassFileImporter().withImportOption(new MainClasses()).importPackages("org.echomotion");

  private Contracts() {}

  /** Returns the files behind every generated outer class of the contracts. */
  static Set<FileDescriptor> files() throws ReflectiveOperationException {
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

  /** Returns the generated interface of a service. */
  static Class<?> interfaceOf(FileDescriptor file, ServiceDescriptor service)
      throws ClassNotFoundException {
    return Class.forName(file.getOptions().getJavaPackage() + "." + service.getName());
  }

  /** Returns the beans that implement a service. */
  static List<Class<?>> beansOf(FileDescriptor file, ServiceDescriptor service)
      throws ClassNotFoundException {
    Class<?> contract = interfaceOf(file, service);
    List<Class<?>> beans = new ArrayList<>();
    for (JavaClass type : CLASSES) {
      if (type.isAnnotatedWith(GrpcService.class) && type.isAssignableTo(contract)) {
        beans.add(Class.forName(type.getName()));
      }
    }
    return beans;
  }
}
