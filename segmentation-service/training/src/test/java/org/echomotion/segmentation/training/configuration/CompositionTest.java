package org.echomotion.segmentation.training.configuration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.echomotion.segmentation.network.AttentionKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompositionTest {

  @TempDir Path directory;

  @Test
  void theDefaultsAreTheShippedRecipe() {
    TrainingConfig config = of();
    assertEquals("b0", config.model().encoder());
    assertEquals(AttentionKind.CBAM, config.network().attention());
    assertEquals(List.of(96, 64, 48, 24, 16), config.network().decoderWidths());
    assertEquals(new OptimSettings(20, 16, 1, 1e-3, 1, 0.02, 1, 0.998, 1, 0), config.optim());
    assertEquals(new DataSettings(List.of(), Map.of(), 0, 0, 0, 0, 1, "", 0.35), config.data());
    assertEquals(0.85, config.augment().geometry().probability());
    assertEquals(new Range(0.4, 1.2), config.augment().blur().amount());
    assertEquals(0, config.augment().flip());
    assertEquals(1, config.seed());
    assertEquals(2, config.threads());
    assertEquals("", config.out());
  }

  @Test
  void aGroupTakesAnOptionAndAKeyAValueInAnyOrder() {
    TrainingConfig config =
        of(
            "optim.epochs=7",
            "optim=quick",
            "optim.rate=1e-3",
            "model=b1-cbam",
            "model.attention=danet",
            "data.path=a,b",
            "data.shares.camus=0.5",
            "data.shares.phantom=2",
            "augment.speckle.amount=0.1,0.2",
            "seed=9",
            "seed=11");
    assertEquals(7, config.optim().epochs());
    assertEquals(0.99, config.optim().average());
    assertEquals(1e-3, config.optim().rate());
    assertEquals("b1", config.network().encoder().name());
    assertEquals(AttentionKind.DANET, config.network().attention());
    assertEquals(
        List.of(Path.of("a").toAbsolutePath(), Path.of("b").toAbsolutePath()),
        config.data().paths());
    assertEquals(Map.of("camus", 0.5, "phantom", 2.0), config.data().shares());
    assertEquals(new Range(0.1, 0.2), config.augment().speckle().amount());
    assertEquals(11, config.seed());
  }

  @Test
  void aFileOfTheUsersIsAGroupAndWhatItDoesNotNameIsTheDefault() throws IOException {
    Path file = Files.writeString(directory.resolve("mine.yaml"), "rate: 0.5\nbatch: 3\n");
    OptimSettings optim = of("optim=" + file, "optim.batch=4").optim();
    assertEquals(0.5, optim.rate());
    assertEquals(4, optim.batch());
    assertEquals(20, optim.epochs());

    Files.writeString(file, "rats: 0.5\n");
    assertTrue(refusal("optim=" + file).contains("'optim.rats'. Did you mean 'rate'?"));
    assertTrue(refusal("optim=nowhere.yaml").contains("nowhere.yaml cannot be read"));
  }

  @Test
  void whatDoesNotExistIsAnsweredWithWhatDoes() {
    assertEquals(
        "Unknown key 'optim.epoch'. Did you mean 'epochs'? Choose from: epochs, batch, dice,"
            + " rate, warm_up, decay, clip, average, validate_every, patience.",
        refusal("optim.epoch=3"));
    assertEquals(
        "Unknown option 'optim=quik'. Did you mean 'quick'? Choose from: standard, quick.",
        refusal("optim=quik"));
    assertTrue(refusal("optm.rate=3").contains("Did you mean 'optim'?"));
    assertTrue(refusal("sed=3").contains("Did you mean 'seed'?"));
    assertTrue(refusal("augment.blur.amuont=3").contains("Did you mean 'amount'?"));
    assertTrue(refusal("--data").contains("not of the form key=value"));
    assertTrue(refusal("model.attention=best").contains("none, se, cbam, danet"));
    assertTrue(refusal("model.encoder=b7").contains("b0, b1, b2 or tiny"));
  }

  @Test
  void aValueOutOfBoundsIsNamed() {
    assertEquals("optim.epochs is 0, but must be at least 1.", refusal("optim.epochs=0"));
    assertEquals("optim.rate is -1.0, but must be above 0.", refusal("optim.rate=-1"));
    assertEquals("optim.average is 1.0, but must be in [0, 1).", refusal("optim.average=1"));
    assertTrue(refusal("optim.epochs=many").startsWith("optim.epochs has an invalid value"));
    assertTrue(refusal("optim.epochs=1.5").startsWith("optim.epochs has an invalid value"));
    assertTrue(refusal("data.fold=3", "data.folds=2").contains("there are 2 folds"));
    assertTrue(refusal("data.fold=1").contains("data.folds is 0, but must be at least 2"));
    assertTrue(refusal("augment.blur.amount=2,1").contains("not a range"));
    assertTrue(refusal("augment.blur=1").contains("has keys of its own"));
  }

  @Test
  void theResolvedConfigurationNamesEveryKeyAndDiffersFromAnotherByKeys() {
    TrainingConfig config = of("seed=3", "data.shares.a=1");
    String yaml = Composition.yaml(config);
    assertTrue(yaml.contains("valid_fraction: 0.0"), yaml);
    assertEquals(List.of(), Composition.differences(yaml, config));
    assertEquals(
        List.of(
            "data.shares.b is not set there, now 1.0",
            "seed is 3 there, now 4",
            "data.shares.a is 1.0 there, now not set"),
        Composition.differences(
            yaml, of("seed=4", "data.shares.b=1", "threads=7", "out=x", "epochs_this_run=2")));
  }

  @Test
  void everyOptionOfAGroupIsListedHasTheSameKeysAndIsValid() throws Exception {
    ConfigFiles files = new ConfigFiles();
    for (String group : files.groups()) {
      assertEquals(new TreeSet<>(files.options(group)), onClassPath(group));
      Set<String> keys = keys(of(group + "=" + files.defaultOption(group)), group);
      for (String option : files.options(group)) {
        assertEquals(keys, keys(of(group + "=" + option), group), group + "=" + option);
      }
    }
  }

  @Test
  void theHelpNamesEveryKey() {
    String help = ConfigurationHelp.text();
    for (String key : Composition.flat(of()).keySet()) {
      String last = key.substring(key.lastIndexOf('.') + 1);
      assertTrue(help.contains(last + ":"), key);
    }
    assertTrue(help.contains("standard, light, heavy, none  (default: standard)"), help);
  }

  @Test
  void aRunAModelOrAPrefixCanBeStartedFrom() throws IOException {
    Path variables = Files.createDirectories(directory.resolve("run/model/variables"));
    Files.createFile(variables.resolve("variables.index"));
    Path prefix = variables.resolve("variables");
    for (Path given : List.of(directory.resolve("run"), directory.resolve("run/model"), prefix)) {
      assertEquals(prefix, of("init=" + given).initialWeights().orElseThrow());
    }
    assertTrue(of().initialWeights().isEmpty());
  }

  @Test
  void aModelIsNamedByItsEncoderUnlessItHasAName() {
    assertEquals("echomotionnet-b1", of("model=b1-cbam").modelName());
    assertEquals("site-7", of("name=site-7").modelName());
    assertThrows(IllegalArgumentException.class, () -> of("name=../elsewhere"));
  }

  private static Set<String> keys(TrainingConfig config, String group) {
    return Composition.flat(config).keySet().stream()
        .filter(key -> key.startsWith(group + "."))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> onClassPath(String group) throws IOException, URISyntaxException {
    Path folder = Path.of(Composition.class.getClassLoader().getResource("train/" + group).toURI());
    try (Stream<Path> paths = Files.list(folder)) {
      return paths
          .map(path -> path.getFileName().toString().replace(".yaml", ""))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String refusal(String... words) {
    return assertThrows(IllegalArgumentException.class, () -> of(words)).getMessage();
  }

  private static TrainingConfig of(String... words) {
    return Composition.of(List.of(words));
  }
}
