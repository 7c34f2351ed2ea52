package org.echomotion.cli.data;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.cli.data.ImportedSet.Cine;
import org.echomotion.cli.terminal.Failures;
import org.echomotion.cli.terminal.Progress;
import org.echomotion.contract.ingest.v1.Clip;
import org.echomotion.contract.ingest.v1.Stage;
import org.echomotion.contract.ingest.v1.Study;
import org.echomotion.contract.ingest.v1.UploadClipResponse;

/**
 * Uploads the cines of a set and waits for their analysis. An import that was stopped continues
 * when it is started again: cines that the platform already has are not sent again.
 */
final class SetImport {

  /** Maximum number of studies in analysis, so that the upload does not run far ahead. */
  private static final int AHEAD = 4;

  private final StudyClient client;
  private final Progress progress;
  private final Map<String, Set<String>> known = new HashMap<>();
  private final Map<String, String> namesBySha256 = new HashMap<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();
  private int sent;
  private int there;

  SetImport(StudyClient client, Progress progress) {
    this.client = client;
    this.progress = progress;
  }

  /**
   * The outcome of a set.
   *
   * @param sent cines that are new on the platform
   * @param there cines that were already on the platform
   * @param leftOut names of cines that are left out, and the reasons
   */
  record Outcome(int sent, int there, Map<String, String> leftOut) {

    int cines() {
      return sent + there;
    }
  }

  /**
   * Imports the set. Returns when each cine is analysed, has failed or was rejected.
   *
   * @throws StatusRuntimeException if the platform does not respond
   */
  Outcome run(ImportedSet set) throws InterruptedException {
    leftOut.putAll(set.leftOut());
    Deque<String> open = new ArrayDeque<>();
    Set<String> opened = new LinkedHashSet<>();
    int done = 0;
    for (Cine cine : set.cines()) {
      progress.at(done + " of " + set.cines().size(), 100.0 * done / set.cines().size());
      bring(cine);
      if (opened.add(cine.study())) {
        open.add(cine.study());
      }
      while (open.size() > AHEAD) {
        settle(open.remove());
      }
      done++;
    }
    progress.at("analyse", 100);
    for (String study : open) {
      settle(study);
    }
    return new Outcome(sent, there, leftOut);
  }

  private void bring(Cine cine) throws InterruptedException {
    try {
      String sha256 = StudyClient.sha256(cine.file());
      namesBySha256.put(sha256, cine.name());
      Set<String> clips = clips(cine.study());
      if (clips.contains(sha256)) {
        there++;
        return;
      }
      UploadClipResponse response =
          client.upload(cine.file(), cine.study(), cine.view(), false, bytes -> {});
      clips.add(sha256);
      if (response.getAlreadyKnown()) {
        there++;
      } else {
        sent++;
      }
    } catch (IOException e) {
      leftOut.put(cine.name(), "it cannot be read (" + Failures.words(e) + ")");
    } catch (StatusRuntimeException e) {
      if (!Failures.isAboutTheFile(e)) {
        throw e;
      }
      leftOut.put(
          cine.name(), Objects.requireNonNullElse(e.getStatus().getDescription(), "rejected"));
    }
  }

  /** Returns the SHA-256 of each clip of a study on the platform. */
  private Set<String> clips(String study) {
    return known.computeIfAbsent(
        study,
        key -> {
          Set<String> sums = new LinkedHashSet<>();
          try {
            client.study(key).getClipsList().forEach(clip -> sums.add(clip.getSha256()));
          } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.NOT_FOUND) {
              throw e;
            }
          }
          return sums;
        });
  }

  /** Waits until a study is analysed, and notes its failed clips. */
  private void settle(String study) throws InterruptedException {
    if (clips(study).isEmpty()) {
      return;
    }
    Study ended = client.watch(study, state -> {}).getStudy();
    List<Clip> failed =
        ended.getClipsList().stream()
            .filter(clip -> clip.getProgress().getStage() == Stage.STAGE_FAILED)
            .toList();
    for (Clip clip : failed) {
      leftOut.put(
          namesBySha256.getOrDefault(clip.getSha256(), "a clip of " + study),
          clip.getProgress().getFailureReason());
    }
  }
}
