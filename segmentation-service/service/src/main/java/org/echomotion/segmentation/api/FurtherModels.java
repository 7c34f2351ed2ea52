package org.echomotion.segmentation.api;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.echomotion.error.EchoMotionException;
import org.echomotion.segmentation.SegmentationError;
import org.echomotion.segmentation.model.ModelManifest;
import org.echomotion.segmentation.model.ModelRepository;
import org.echomotion.segmentation.model.TensorModel;
import org.jboss.logging.Logger;

/**
 * The models served in addition to the segmentation model, each by its own name. Their files are
 * checked before the service starts. Loading continues in the background.
 */
@ApplicationScoped
public class FurtherModels {

  private static final Logger LOG = Logger.getLogger(FurtherModels.class);

  private final ModelRepository repository;
  private final List<String> names;
  private final CompletableFuture<Map<String, TensorModel>> loaded = new CompletableFuture<>();
  private volatile List<ModelManifest> manifests = List.of();

  FurtherModels(SegmentationConfig config) {
    this.repository = new ModelRepository(config.modelRepository());
    this.names = config.furtherModels().orElse(List.of());
  }

  void onStart(@Observes StartupEvent started) {
    List<ModelRepository.CheckedModel> checked = new ArrayList<>();
    names.forEach(name -> checked.add(repository.openAny(name)));
    manifests = checked.stream().map(ModelRepository.CheckedModel::manifest).toList();
    Thread loader = new Thread(() -> load(checked), "further-model-loader");
    loader.setDaemon(true);
    loader.start();
  }

  private void load(List<ModelRepository.CheckedModel> checked) {
    Map<String, TensorModel> models = new TreeMap<>();
    try {
      for (ModelRepository.CheckedModel model : checked) {
        try (model) {
          models.put(model.manifest().name(), TensorModel.load(model));
        }
      }
      if (!loaded.complete(Map.copyOf(models))) {
        models.values().forEach(TensorModel::close);
      }
    } catch (Throwable failure) {
      LOG.error("A model cannot be loaded; the service stops", failure);
      models.values().forEach(TensorModel::close);
      loaded.completeExceptionally(failure);
      Quarkus.asyncExit(1);
    }
  }

  /** Whether all of them are loaded. */
  public boolean ready() {
    return loaded.isDone() && !loaded.isCompletedExceptionally();
  }

  /** What is known about each of them, in the order of the configuration. */
  List<ModelManifest> manifests() {
    return manifests;
  }

  /** Names in the configuration: model directories. */
  List<String> names() {
    return names;
  }

  /**
   * Returns the model of a name.
   *
   * @param version version of the model; empty for any
   * @throws EchoMotionException {@link SegmentationError#NOT_READY} until it is loaded
   */
  Optional<TensorModel> find(String name, String version) {
    if (!ready()) {
      if (names.contains(name)) {
        throw new EchoMotionException(SegmentationError.NOT_READY);
      }
      return Optional.empty();
    }
    return Optional.ofNullable(loaded.join().get(name))
        .filter(model -> version.isEmpty() || version.equals(model.manifest().version()));
  }

  @PreDestroy
  void stop() {
    EchoMotionException reason = new EchoMotionException(SegmentationError.SHUTTING_DOWN);
    if (!loaded.completeExceptionally(reason) && ready()) {
      loaded.join().values().forEach(TensorModel::close);
    }
  }
}
