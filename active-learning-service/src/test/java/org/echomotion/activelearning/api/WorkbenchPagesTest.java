package org.echomotion.activelearning.api;

import static org.awaitility.Awaitility.await;
import static org.echomotion.activelearning.api.QueuedClips.SQUARE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.echomotion.contract.activelearning.v1.CampaignSettings;
import org.echomotion.contract.activelearning.v1.ConsensusMethod;
import org.echomotion.contract.activelearning.v1.FrameState;
import org.echomotion.contract.activelearning.v1.LeaseNextRequest;
import org.echomotion.contract.activelearning.v1.ListCampaignsRequest;
import org.echomotion.contract.activelearning.v1.ListFramesRequest;
import org.echomotion.contract.activelearning.v1.QueuedFrame;
import org.echomotion.contract.activelearning.v1.StatsRequest;
import org.echomotion.contract.common.v1.View;
import org.junit.jupiter.api.Test;

/** Review, campaigns and the look of every page in a browser, against the real service. */
@QuarkusTest
class WorkbenchPagesTest extends BrowserTest {

  /** Two frames that ann and ben have outlined differently. */
  private void disagreement() throws SQLException {
    queued(Person.settings("two readers", 2).setFramesPerClip(1), 4);
    LeaseNextRequest all = LeaseNextRequest.newBuilder().setCount(20).build();
    ann.queue().leaseNext(all).getLeasesList().forEach(lease -> ann.submit(lease, SQUARE));
    ben.queue().leaseNext(all).getLeasesList().forEach(lease -> ben.submit(lease, ELSEWHERE));
  }

  private List<QueuedFrame> frames(FrameState state) {
    return ann.review()
        .listFrames(ListFramesRequest.newBuilder().setState(state).build())
        .getFramesList();
  }

  @Test
  void aReviewerChoosesAnOutlineOrDrawsOne() throws SQLException {
    disagreement();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.open("review");
      workbench.page.locator("a.frame").first().click();
      workbench.button("Choose").first().click();
      workbench.see("Settled.");
      workbench.open("review");
      workbench.page.locator("a.frame").first().click();
      workbench.button("Draw").click();
      workbench.seePicture();
      workbench.drag(140, 100, 156, 100);
      workbench.page.keyboard().press("Enter");
      workbench.see("Known answer");
      workbench.button("Known answer").click();
      await()
          .atMost(10, TimeUnit.SECONDS)
          .until(() -> frames(FrameState.FRAME_STATE_DONE).stream().anyMatch(QueuedFrame::getGold));
      List<QueuedFrame> done = frames(FrameState.FRAME_STATE_DONE);
      assertEquals(2, done.size());
      done.forEach(
          frame -> assertEquals(ConsensusMethod.CONSENSUS_METHOD_REVIEWER, frame.getMethod()));
      assertEquals(
          1,
          done.stream().filter(frame -> frame.getContourList().equals(SQUARE)).count(),
          "the chosen outline");
      assertEquals(
          1,
          done.stream()
              .filter(frame -> frame.getContourList().stream().anyMatch(p -> p.getX() > 76))
              .count(),
          "the outline with the wall that was pulled");
    }
  }

  @Test
  void aReviewerIsNotCountedAsAReader() throws SQLException {
    disagreement();
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.open("review");
      workbench.page.locator("a.frame").first().click();
      workbench.button("Choose").first().click();
      workbench.see("Settled.");
      workbench.open("review");
      workbench.button("Done").click();
      workbench.see("readers: 2");
    }
  }

  @Test
  void aCampaignNeedsAView() {
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.open("campaigns");
      workbench.button("New campaign").click();
      workbench.page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Winter");
      workbench.page.getByLabel("A4C").uncheck();
      workbench.page.getByLabel("Random sample").fill("12.5");
      workbench.page.getByLabel("Lease, minutes").fill("1.5");
      workbench.page.getByLabel("A2C").uncheck();
      workbench.button("Save").click();
      workbench.see("Choose at least one view.");
      workbench.page.getByLabel("A2C").check();
      workbench.button("Save").click();
      workbench.see("Saved.");
      CampaignSettings settings = campaign("Winter");
      assertEquals(List.of(View.VIEW_A2C), settings.getViewsList());
      assertEquals(0.125, settings.getRandomShare());
      assertEquals(90, settings.getLeaseDuration().getSeconds());
    }
  }

  private CampaignSettings campaign(String name) {
    return ann
        .campaigns()
        .listCampaigns(ListCampaignsRequest.getDefaultInstance())
        .getCampaignsList()
        .stream()
        .map(campaign -> campaign.getSettings())
        .filter(each -> each.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void createsACampaign() {
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.open("campaigns");
      workbench.button("New campaign").click();
      workbench.page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Autumn");
      workbench.page.getByLabel("Readers per frame").fill("3");
      workbench.button("Save").click();
      workbench.see("Saved.");
      CampaignSettings settings = campaign("Autumn");
      assertEquals(3, settings.getReaders());
      assertEquals(0.85, settings.getSmallestAgreement());
      assertEquals(1800, settings.getLeaseDuration().getSeconds());
    }
  }

  @Test
  void everyPageIsAccessibleInTheDark() throws SQLException {
    everyPage(ColorScheme.DARK, "dark");
  }

  @Test
  void everyPageIsAccessibleInTheLight() throws SQLException {
    everyPage(ColorScheme.LIGHT, "light");
  }

  private void everyPage(ColorScheme scheme, String name) throws SQLException {
    disagreement();
    clips.add();
    await()
        .atMost(20, TimeUnit.SECONDS)
        .until(() -> ann.queue().stats(StatsRequest.getDefaultInstance()).getWaiting() == 4);
    try (Workbench workbench = chromium.open(address, scheme)) {
      workbench.takeNextFrame();
      workbench.check(name + "-frame");
      workbench.openHelp();
      workbench.check(name + "-help");
      workbench.closeDialog("help-overlay");
      workbench.openSkip();
      workbench.check(name + "-skip");
      workbench.closeDialog("skip-dialog");
      workbench.open("queue");
      workbench.see("Go on");
      workbench.check(name + "-queue");
      workbench.open("review");
      workbench.page.locator("a.frame").first().waitFor();
      workbench.check(name + "-review");
      workbench.page.locator("a.frame").first().click();
      workbench.see("Readings");
      workbench.check(name + "-review-frame");
      workbench.open("campaigns");
      workbench.button("New campaign").waitFor();
      workbench.check(name + "-campaigns");
      workbench.button("New campaign").click();
      workbench.see("Smallest Dice");
      workbench.check(name + "-campaign");
      workbench.open("readers");
      workbench.see("Median time");
      workbench.check(name + "-readers");
      workbench.open("models");
      workbench.see("0.938 (0.932 to 0.945)");
      workbench.see("somethingNew");
      workbench.check(name + "-models");
    }
  }

  @Test
  void anEmptyQueueAndAMissingFrameSayWhatToDo() {
    try (Workbench workbench = chromium.open(address, ColorScheme.DARK)) {
      workbench.open("queue");
      workbench.button("Take the next frame").click();
      workbench.see("No frame waits for you");
      workbench.check("queue-empty");
      workbench.open("read/00000000-0000-0000-0000-000000000000");
      workbench.see("This frame is not yours any more");
      workbench.check("frame-missing");
      workbench.open("review");
      workbench.see("Nothing to review");
      workbench.check("review-empty");
    }
  }

  @Test
  void speaksTheLanguageThatTheReaderChooses() {
    try (Workbench workbench = chromium.open(address, ColorScheme.LIGHT)) {
      workbench.open("queue");
      workbench.see("Next frame");
      workbench.page.getByLabel("Language").selectOption("de");
      workbench.see("Nächstes Bild");
      workbench.page.reload();
      workbench.see("Nächstes Bild");
      workbench.page.getByLabel("Sprache").selectOption("fr");
      workbench.see("Image suivante");
      workbench.picture("french");
    }
  }
}
