package org.echomotion.cli.analyze;

import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.cli.client.UploadListener;
import org.echomotion.cli.terminal.Failures;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.GetEjectionFractionResponse;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.Stage;
import org.echomotion.contract.ingest.v1.Study;
import org.echomotion.contract.ingest.v1.UploadClipResponse;
import org.echomotion.contract.ingest.v1.WatchStudyResponse;

/** Uploads files as one study, waits for the results, and returns the outcome of each clip. */
public final class Analysis {

  /**
   * The outcome of one file, or of one plane of a biplane file.
   *
   * @param clip the stored clip; empty if the file was rejected
   * @param result empty if the file was rejected, or a step failed before the result
   * @param failure why the file was rejected, or which step failed; empty on success. A clip whose
   *     explanation failed has both a result and a failure
   */
  public record Outcome(
      Path file, Optional<Clip> clip, Optional<EjectionFraction> result, String failure) {

    boolean refused() {
      return clip.isEmpty();
    }

    /** Returns whether there is an ejection fraction. */
    public boolean hasNumber() {
      return result.isPresent() && result.get().hasEjectionFractionPercent();
    }
  }

  /**
   * The outcome of a study.
   *
   * @param files one outcome per file, in the order of the files; two for a biplane file
   * @param study the combined result; empty if no clip has a result
   */
  public record Analysed(List<Outcome> files, Optional<StudyEjectionFraction> study) {}

  /**
   * A file to analyse.
   *
   * @param view VIEW_UNSPECIFIED: as stated in the file, or else detected
   * @param otherModality whether a file that states another modality is accepted
   */
  public record Source(Path file, View view, boolean otherModality) {}

  private static final double SHARE_OF_UPLOAD = 10;

  private final StudyClient client;
  private final String study;
  private final Progress progress;

  /**
   * Prepares an analysis.
   *
   * @param study key of the study
   */
  public Analysis(StudyClient client, String study, Progress progress) {
    this.client = client;
    this.study = study;
    this.progress = progress;
  }

  /**
   * Analyses the files.
   *
   * @param sources may contain a file twice
   * @param includePoor whether results of poor quality include their ejection fraction
   */
  public Analysed run(List<Source> sources, boolean includePoor) throws InterruptedException {
    Map<Path, List<Clip>> clips = new LinkedHashMap<>();
    Map<Path, String> refusals = new HashMap<>();
    int index = 0;
    for (Source source : sources) {
      Path file = source.file();
      try {
        clips.put(file, upload(source, index++, sources.size()));
      } catch (IOException e) {
        refusals.put(file, "cannot be read (" + Failures.words(e) + ")");
      } catch (StatusRuntimeException e) {
        if (!Failures.isAboutTheFile(e)) {
          throw e;
        }
        refusals.put(file, Objects.requireNonNullElse(e.getStatus().getDescription(), "rejected"));
      }
    }
    Map<String, EjectionFraction> results = new HashMap<>();
    Map<String, Clip> ended = new HashMap<>();
    Optional<StudyEjectionFraction> combined = Optional.empty();
    if (!clips.isEmpty()) {
      WatchStudyResponse last = client.watch(study, this::show);
      last.getStudy().getClipsList().forEach(clip -> ended.put(clip.getClipId(), clip));
      Optional<GetEjectionFractionResponse> measured = client.results(study, includePoor);
      measured.ifPresent(
          m -> m.getResultsList().forEach(result -> results.put(result.getClipId(), result)));
      combined = measured.map(GetEjectionFractionResponse::getStudy);
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (Source source : sources) {
      Path file = source.file();
      List<Clip> stored = clips.getOrDefault(file, List.of());
      if (stored.isEmpty()) {
        outcomes.add(
            new Outcome(file, Optional.empty(), Optional.empty(), refusals.getOrDefault(file, "")));
      }
      stored.forEach(clip -> outcomes.add(outcome(file, clip, ended, results)));
    }
    return new Analysed(outcomes, combined);
  }

  private static Outcome outcome(
      Path file, Clip uploaded, Map<String, Clip> ended, Map<String, EjectionFraction> results) {
    String id = uploaded.getClipId();
    Clip clip = ended.getOrDefault(id, uploaded);
    return new Outcome(
        file,
        Optional.of(clip),
        Optional.ofNullable(results.get(id)),
        clip.getProgress().getStage() == Stage.STAGE_FAILED
            ? clip.getProgress().getFailureReason()
            : "");
  }

  /** Uploads a file and returns its clip, or the clips of both planes. */
  private List<Clip> upload(Source source, int index, int of)
      throws IOException, InterruptedException {
    Path file = source.file();
    double length = Math.max(1, Files.size(file));
    String counted = of == 1 ? "" : " " + (index + 1) + "/" + of;
    progress.at("upload" + counted, SHARE_OF_UPLOAD * index / of);
    UploadListener shown =
        new UploadListener() {
          @Override
          public void sent(long bytes) {
            progress.at(
                (bytes < length ? "upload" : "decode, preprocess") + counted,
                SHARE_OF_UPLOAD * (index + bytes / length) / of);
          }

          @Override
          public void waits(String reason) {
            progress.at(reason + counted, SHARE_OF_UPLOAD * index / of);
          }
        };
    UploadClipResponse response =
        client.upload(file, study, source.view(), source.otherModality(), shown);
    return response.hasSecondPlane()
        ? List.of(response.getClip(), response.getSecondPlane())
        : List.of(response.getClip());
  }

  private void show(WatchStudyResponse state) {
    progress.at(
        state.getDone() ? "done" : nextStep(state.getStudy()),
        Math.max(SHARE_OF_UPLOAD, state.getPercent()));
  }

  /** Returns the next step of the clip that is furthest behind. */
  private static String nextStep(Study study) {
    Stage behind =
        study.getClipsList().stream()
            .map(clip -> clip.getProgress().getStage())
            .min(Stage::compareTo)
            .orElse(Stage.STAGE_INGESTED);
    return switch (behind) {
      case STAGE_INGESTED, STAGE_UNSPECIFIED -> "segment";
      case STAGE_SEGMENTED -> "EF";
      case STAGE_EF_COMPUTED -> "explain";
      default -> "done";
    };
  }
}
