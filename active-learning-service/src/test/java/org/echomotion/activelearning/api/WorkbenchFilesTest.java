package org.echomotion.activelearning.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.echomotion.testing.StudyStoreResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(StudyStoreResource.class)
@QuarkusTestResource(PeerServices.class)
@QuarkusTestResource(ActiveLearningChannels.class)
class WorkbenchFilesTest {

  private static final int LARGEST_FIRST_LOAD = 120 * 1024;

  @Test
  void servesThePageWithoutCacheAndWithoutForeignSources() {
    given()
        .get("/")
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Cache-Control", "no-cache")
        .header("Content-Security-Policy", containsString("default-src 'self'"))
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .body(containsString("<echo-app>"));
  }

  /** RestAssured asks for gzip, as browsers do. */
  @Test
  void theFirstLoadIsSmallAndCompressed() throws IOException {
    String page = given().get("/").then().header("Content-Encoding", "gzip").extract().asString();
    Matcher files = Pattern.compile("(?:src|href)=\"(/[^\"]+[.](?:js|css))\"").matcher(page);
    int bytes = compressed(page.getBytes(StandardCharsets.UTF_8));
    int count = 0;
    while (files.find()) {
      bytes +=
          compressed(
              given()
                  .get(files.group(1))
                  .then()
                  .statusCode(200)
                  .header("Content-Encoding", "gzip")
                  .extract()
                  .asByteArray());
      count++;
    }
    assertTrue(count >= 2, page);
    assertTrue(bytes < LARGEST_FIRST_LOAD, bytes + " bytes");
  }

  private static int compressed(byte[] file) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(file);
    }
    return bytes.size();
  }
}
