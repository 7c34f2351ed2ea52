package org.echomotion.activelearning.exchange;

import static org.echomotion.activelearning.exchange.RoundTrip.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.echomotion.error.EchoMotionException;
import org.junit.jupiter.api.Test;

class ImportLimitsTest {

  private static final ImportLimits FEW = new ImportLimits(10, 2, 200, 2, 15);

  @Test
  void defaultsAreStated() {
    assertEquals(
        new ImportLimits(33_554_432, 20_000, 2_147_483_648L, 10_000, 268_435_456),
        ImportLimits.DEFAULT);
  }

  @Test
  void readsAFileUpToItsLimit() throws IOException {
    assertEquals(10, FEW.read(new ByteArrayInputStream(new byte[10])).length);
    assertRefused("the file: it has more than 10 bytes", new byte[11], FEW::read);
  }

  @Test
  void countsLabelsAndMaskPixels() {
    ImportedLabels labels = new ImportedLabels(FEW);
    FrameSize size = new FrameSize(10, 10);
    labels.countMask(size);
    labels.countMask(size);
    assertThrows(InvalidLabelException.class, () -> labels.countMask(new FrameSize(1, 1)));
    ClipFrame frame = new ClipFrame("clip", 0, size);
    labels.add(LabelledFrame.notAssessable(frame, "anna"));
    assertEquals(
        "the frame has two labels of one reader; state the reader of each",
        assertThrows(
                InvalidLabelException.class,
                () -> labels.add(LabelledFrame.notAssessable(frame, "anna")))
            .getMessage());
    labels.add(LabelledFrame.notAssessable(frame, "bo"));
    assertEquals(
        "there are more than 2 labels",
        assertThrows(
                InvalidLabelException.class,
                () -> labels.add(LabelledFrame.notAssessable(frame, "carl")))
            .getMessage());
    assertEquals(2, labels.all().size());
  }

  @Test
  void refusesAFileWithoutLabels() {
    assertEquals(
        "The labels cannot be imported: the file: it holds no label of the left ventricle.",
        assertThrows(EchoMotionException.class, new ImportedLabels(FEW)::all).getMessage());
  }

  @Test
  void refusesJsonThatIsDeepDoubledOrCut() {
    String invalid = "it is not valid JSON, or too large at line 1";
    assertEquals("it is not valid JSON, or too large", refusal("[".repeat(40) + "]".repeat(40)));
    assertEquals(invalid, refusal("[{\"a\":1,\"a\":2}]"));
    assertEquals(invalid, refusal("[{\"a\":NaN}]"));
    assertEquals(invalid, refusal("[{\"a\":1}"));
    assertEquals("an array is expected", refusal("{}"));
    assertEquals("it has more content after its end", refusal("[] []"));
  }

  private static String refusal(String json) {
    List<Fields> elements = new ArrayList<>();
    return assertThrows(
            InvalidLabelException.class,
            () -> DataFile.json(json.getBytes()).elements(elements::add))
        .getMessage();
  }

  @Test
  void anAliasOfYamlIsReadAsItsName() {
    List<Fields> elements = new ArrayList<>();
    DataFile.yaml("- &a {x: 1}\n- {y: *a}\n".getBytes()).elements(elements::add);
    assertEquals("a", elements.get(1).text("y"));
  }
}
