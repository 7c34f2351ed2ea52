package org.echomotion.ef.api.rest;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Timestamp;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.ListEjectionFractionsResponse;
import org.echomotion.contract.ef.v1.WatchEjectionFractionResponse;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Adds the schemas that the resources refer to, and the error answers, to the OpenAPI document. The
 * schemas are derived from the contract's message descriptors by the rules of protobuf JSON.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ContractSchemas implements OASFilter {

  private static final List<Descriptor> ANSWERS =
      List.of(
          GetEjectionFractionResponse.getDescriptor(),
          ListEjectionFractionsResponse.getDescriptor(),
          WatchEjectionFractionResponse.getDescriptor());

  private static final String PROBLEM = "Problem";

  @Override
  public void filterOpenAPI(OpenAPI api) {
    if (api.getComponents() == null) {
      api.setComponents(OASFactory.createComponents());
    }
    Deque<Descriptor> open = new ArrayDeque<>(ANSWERS);
    Set<Descriptor> seen = new HashSet<>(ANSWERS);
    while (!open.isEmpty()) {
      Descriptor message = open.remove();
      api.getComponents().addSchema(message.getName(), schema(message));
      for (FieldDescriptor field : message.getFields()) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
            && !isTimestamp(field)
            && seen.add(field.getMessageType())) {
          open.add(field.getMessageType());
        }
      }
    }
    api.getComponents()
        .addSchema(PROBLEM, problem())
        .addResponse("BadRequest", error("The request is not valid; the message says why."))
        .addResponse("NotFound", error("There is no such study, or no result yet."));
  }

  private static Schema schema(Descriptor message) {
    Schema schema = object();
    for (FieldDescriptor field : message.getFields()) {
      Schema value = value(field);
      schema.addProperty(
          field.getJsonName(),
          field.isRepeated()
              ? OASFactory.createSchema().addType(SchemaType.ARRAY).items(value)
              : value);
      // Fields without presence are always printed, others only if they are set.
      if (!field.hasPresence()) {
        schema.addRequired(field.getJsonName());
      }
    }
    return schema;
  }

  private static Schema value(FieldDescriptor field) {
    Schema schema = OASFactory.createSchema();
    return switch (field.getJavaType()) {
      case INT -> schema.addType(SchemaType.INTEGER).format("int32");
      case LONG -> schema.addType(SchemaType.STRING).format("int64");
      case FLOAT -> schema.addType(SchemaType.NUMBER).format("float");
      case DOUBLE -> schema.addType(SchemaType.NUMBER).format("double");
      case BOOLEAN -> schema.addType(SchemaType.BOOLEAN);
      case STRING -> schema.addType(SchemaType.STRING);
      case BYTE_STRING -> schema.addType(SchemaType.STRING).format("byte");
      case ENUM -> {
        for (EnumValueDescriptor constant : field.getEnumType().getValues()) {
          schema.addEnumeration(constant.getName());
        }
        yield schema.addType(SchemaType.STRING);
      }
      case MESSAGE ->
          isTimestamp(field)
              ? schema.addType(SchemaType.STRING).format("date-time")
              : schema.ref(field.getMessageType().getName());
    };
  }

  private static boolean isTimestamp(FieldDescriptor field) {
    return field.getMessageType().getFullName().equals(Timestamp.getDescriptor().getFullName());
  }

  private static Schema problem() {
    return object()
        .addProperty("code", OASFactory.createSchema().addType(SchemaType.STRING))
        .addProperty("message", OASFactory.createSchema().addType(SchemaType.STRING))
        .addRequired("code")
        .addRequired("message");
  }

  private static APIResponse error(String description) {
    return OASFactory.createAPIResponse()
        .description(description)
        .content(
            OASFactory.createContent()
                .addMediaType(
                    "application/json",
                    OASFactory.createMediaType().schema(OASFactory.createSchema().ref(PROBLEM))));
  }

  private static Schema object() {
    return OASFactory.createSchema().addType(SchemaType.OBJECT);
  }
}
