package org.echomotion.cli.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.echomotion.standalone.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class EndpointsTest {

  private final Endpoints.Converter converter = new Endpoints.Converter();

  @Test
  void takesOneAddressForAll() {
    Endpoints endpoints = converter.convert("echo.example:8080");
    for (Service service :
        new Service[] {Service.INGEST, Service.SEGMENTATION, Service.EF, Service.XAI}) {
      assertEquals("echo.example:8080", endpoints.of(service).toString());
    }
  }

  @Test
  void takesAnAddressPerService() {
    Endpoints endpoints = converter.convert("ingest=a:1,ef=b:2,xai=c:3");
    assertEquals("a:1", endpoints.of(Service.INGEST).toString());
    assertEquals("b:2", endpoints.of(Service.EF).toString());
    assertEquals("c:3", endpoints.of(Service.XAI).toString());
    assertEquals("a:1", endpoints.of(Service.SEGMENTATION).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "host",
        "host:",
        ":8080",
        "host:0",
        "host:65536",
        "host:http",
        "ef=b:2",
        "other=a:1",
        "ingest=a:1,ef"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThrows(TypeConversionException.class, () -> converter.convert(text));
  }
}
