package org.echomotion.activelearning.api;

import static org.echomotion.activelearning.api.MeasuredStudies.STUDY;
import static org.echomotion.activelearning.api.MeasuredStudies.measured;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Uploads in a browser. */
@QuarkusTest
class UploadPageTest extends BrowserTest {

  /** A key that ingest-service takes. */
  private static final String UPLOADED = "heart-1.a";

  @Test
  void anUploadedCineOpensItsStudyAndAwaitsTheResult() {
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("studies");
      workbench.see("No study yet");
      workbench.check("studies-empty");
      pick(workbench, 33 << 20);
      Locator key = uploadKey(workbench);
      key.fill(STUDY);
      assertEquals(true, key.evaluate("field => field.validity.patternMismatch"));
      key.fill(UPLOADED);
      workbench
          .page
          .locator("upload-area")
          .getByText("Upload", new Locator.GetByTextOptions().setExact(true))
          .click();
      workbench.see("The cine is too large.");
      workbench.check("upload-refused");
      workbench.button("Remove cine.avi").click();
      workbench
          .page
          .locator("upload-area li")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }
    // An earlier upload of the file broke off.
    IngestPeer.BROKEN_OFF.put(UPLOADED, ByteString.copyFrom(new byte[1 << 19]));
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("studies");
      drop(workbench, 1 << 20);
      uploadKey(workbench).fill(UPLOADED);
      workbench.page.keyboard().press("Enter");
      workbench.see("Cines being analysed: 1.");
      assertEquals(1 << 20, IngestPeer.RECEIVED.get(UPLOADED).file().size());
      assertEquals(1 << 19, IngestPeer.RECEIVED.get(UPLOADED).header().getOffsetBytes());
      assertEquals("", IngestPeer.RECEIVED.get(UPLOADED).header().getFileName());
      workbench.check("study-awaited");
      workbench.page.route("**/studies/" + UPLOADED + "?*", Route::abort);
      workbench.see("The network may be down");
      workbench.see("No connection. Unsent drawings are kept in this browser");
      workbench.see("Study " + UPLOADED);
      workbench.check("study-away");
      workbench.page.unroute("**/studies/" + UPLOADED + "?*");
      measured(UPLOADED);
      workbench.see("biplane method of disks");
      assertEquals(0, workbench.page.getByText("The network may be down").count());
    }
  }

  @Test
  void anUploadShowsTheNumberSoFarAndGoesOnWhileAnotherPageIsOpen() {
    measured("waits-on-the-page");
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("studies");
      drop(workbench, 1 << 10);
      uploadKey(workbench).fill("waits-on-the-page");
      workbench.page.keyboard().press("Enter");
      workbench.see("100%");
      workbench.see("EF so far, from 100 frames: 62 (55 to 69) %");
      workbench.check("upload-so-far");
      assertTrue(workbench.asksBeforeLeaving());
      workbench.open("queue");
      workbench.see("Your frames");
      workbench.open("studies");
      workbench.see("100%");
      assertTrue(uploadKey(workbench).isDisabled());
      workbench.open("queue");
      workbench.see("Your frames");
      IngestPeer.GO_ON.release();
      workbench.awaitUploads();
      assertFalse(workbench.asksBeforeLeaving());
      assertTrue(workbench.page.url().endsWith("#/queue"));
      workbench.open("studies");
      workbench.page.locator("upload-area").getByText("stored").waitFor();
    }
  }

  private static Locator uploadKey(Workbench workbench) {
    return workbench.page.locator("upload-area").getByLabel("Study key");
  }

  private static void pick(Workbench workbench, int length) {
    workbench
        .page
        .locator("input[type=file]")
        .setInputFiles(new FilePayload("cine.avi", "video/x-msvideo", new byte[length]));
  }

  private static void drop(Workbench workbench, int length) {
    JSHandle files =
        workbench.page.evaluateHandle(
            """
            length => {
              const data = new DataTransfer();
              data.items.add(new File([new Uint8Array(length)], 'cine.avi'));
              return data;
            }
            """,
            length);
    workbench.page.dispatchEvent("studies-page", "drop", Map.of("dataTransfer", files));
  }
}
