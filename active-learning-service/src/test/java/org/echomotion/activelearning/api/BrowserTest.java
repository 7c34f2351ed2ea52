package org.echomotion.activelearning.api;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A test of the workbench in a browser, against the real service. */
abstract class BrowserTest extends QueueTest {

  static Workbench.Chromium chromium;

  @BeforeAll
  static void startBrowser() {
    chromium = new Workbench.Chromium();
  }

  @AfterAll
  static void stopBrowser() {
    if (chromium != null) {
      chromium.close();
    }
  }
}
