package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.MeasuredStudies.STUDY;
import static org.echomotion.activelearning.api.MeasuredStudies.UNCALIBRATED;
import static org.echomotion.activelearning.api.MeasuredStudies.measured;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.ef.v1.ListEjectionFractionsRequest;
import org.echomotion.contract.ef.v1.QualityGrade;
import org.junit.jupiter.api.Test;

/** The list of studies in a browser, as a clinician uses it. */
@QuarkusTest
class StudiesPageTest extends BrowserTest {

  @Test
  void aClinicianSearchesAndOpensAStudy() {
    measured();
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("studies");
      workbench.see("62 (55 to 69) %");
      workbench.label("Study key").fill(STUDY);
      workbench.label("Lowest EF, percent").fill("20");
      workbench.label("Received until").fill("2026-11-30");
      workbench.page.getByLabel("usable with caution").check();
      workbench.button("Search").click();
      await()
          .atMost(10, TimeUnit.SECONDS)
          .until(
              () ->
                  PeerServices.QUESTIONS.getFirst() instanceof ListEjectionFractionsRequest asked
                      && asked.getStudyKey().equals(STUDY));
      ListEjectionFractionsRequest asked =
          (ListEjectionFractionsRequest) PeerServices.QUESTIONS.getFirst();
      assertEquals(List.of(QualityGrade.QUALITY_GRADE_USABLE), asked.getGradesList());
      assertEquals(20, asked.getLowestPercent());
      assertTrue(asked.hasUntil());
      workbench.page.getByText(STUDY).click();
      workbench.see("55 to 69 % (90 % prediction interval)");
      workbench.see(UNCALIBRATED);
      workbench.see("biplane method of disks");
      workbench.see("Only one beat is complete.");
      workbench.see("Pixel size: unknown");
      workbench.see("No calibration");
      workbench.see("Research use only. Not for clinical use.");
      assertEquals(
          "/v1/workbench/studies/heart%201%2Fa/explanation/study.html?includePoor=false",
          workbench
              .page
              .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the report"))
              .getAttribute("href"));
      workbench.page.getByText("All studies").click();
      workbench.see("62 (55 to 69) %");
      assertEquals(STUDY, workbench.label("Study key").inputValue());
    }
  }

  @Test
  void aClinicianWhoDoesNotOutlineFramesStartsWithTheStudies() {
    measured();
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.page.route(
          "**/v1/annotation/me",
          route ->
              route.fulfill(
                  new Route.FulfillOptions()
                      .setContentType("application/json")
                      .setBody("{\"name\":\"cleo\",\"signedIn\":true,\"roles\":[\"clinician\"]}")));
      workbench.page.navigate("/");
      workbench.see(STUDY);
      assertEquals(List.of("Studies", "Models"), workbench.page.locator("nav a").allInnerTexts());
    }
  }

  @Test
  void thePagesAreAccessibleInTheDark() {
    everyPage(ColorScheme.DARK, "dark");
  }

  @Test
  void thePagesAreAccessibleInTheLight() {
    everyPage(ColorScheme.LIGHT, "light");
  }

  /** In the width of a tablet too, in the language with the longest words. */
  private void everyPage(ColorScheme scheme, String name) {
    measured();
    try (Workbench workbench = chromium.open(address, scheme)) {
      workbench.openStudy(STUDY);
      workbench.page.setViewportSize(1360, 1500);
      workbench.check(name + "-study");
      workbench.page.setViewportSize(1024, 768);
      workbench.page.getByLabel("Language").selectOption("de");
      workbench.see("Volumenkurve");
      workbench.check(name + "-study-tablet");
      assertEquals(1024, workbench.page.evaluate("() => document.documentElement.scrollWidth"));
      workbench.open("studies");
      workbench.see(STUDY);
      workbench.check(name + "-studies-tablet");
      workbench.page.setViewportSize(1360, 860);
      workbench.check(name + "-studies");
    }
  }
}
