package org.echomotion.cli.analyze;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.echomotion.cli.client.StudyClient;
import org.echomotion.contract.common.v1.View;
import org.echomotion.contract.ef.v1.EjectionFraction;
import org.echomotion.contract.ef.v1.StudyEjectionFraction;
import org.echomotion.contract.xai.v1.Artefact;
import org.echomotion.json.Json;

/** Writes report folders, which contain the result and files for checking it. */
public final class ReportFolder {

  /** The page to open first. */
  public static final String PAGE = "report.html";

  private static final String STUDY_RESULT = "study.json";
  private static final String STUDY_PAGE = "study.html";

  private final Set<String> taken = new HashSet<>(Set.of(STUDY_RESULT, STUDY_PAGE));

  /** Returns a folder name for {@code file}, different for each file of this command. */
  public String nameFor(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return free((dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9._-]", "_"));
  }

  /**
   * Returns a folder name for a clip of a study. The page of the study contains it, so it is made
   * of the view and never of the file's name, which may be a patient's.
   */
  String nameFor(View view) {
    return free(
        switch (view) {
          case VIEW_A4C -> "A4C";
          case VIEW_A2C -> "A2C";
          default -> "clip";
        });
  }

  private String free(String wanted) {
    String free = wanted;
    for (int n = 2; !taken.add(free.toLowerCase(Locale.ROOT)); n++) {
      free = wanted + "-" + n;
    }
    return free;
  }

  /**
   * Writes the report of a clip.
   *
   * @param folder created if missing; files with the same names are replaced
   * @throws IOException if the folder cannot be written
   */
  public void write(Path folder, EjectionFraction result, StudyClient client) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("result.json"), Json.of(result) + "\n");
    for (Artefact artefact : artefacts(result, client)) {
      // The name comes from a server, so it must not lead out of the folder.
      Path name = Path.of(artefact.getName()).getFileName();
      client.download(result.getClipId(), artefact.getName(), folder.resolve(name));
    }
  }

  /**
   * Writes the combined result of a study, beside the folders of its clips.
   *
   * @param folder created if missing; files with the same names are replaced
   * @param clips the folders of the clips, which are in this folder, by clip
   * @return the page
   * @throws IOException if the folder cannot be written
   */
  static Path writeStudy(
      Path folder,
      StudyEjectionFraction study,
      boolean includePoor,
      Map<String, Path> clips,
      StudyClient client)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(STUDY_RESULT), Json.of(study) + "\n");
    Map<String, String> links = new HashMap<>();
    clips.forEach((clip, at) -> links.put(clip, at.getFileName() + "/" + PAGE));
    Path page = folder.resolve(STUDY_PAGE);
    client.downloadStudyReport(study.getStudyKey(), includePoor, links, page);
    return page;
  }

  private static List<Artefact> artefacts(EjectionFraction result, StudyClient client) {
    try {
      return client.artefacts(result.getClipId());
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        return List.of();
      }
      throw e;
    }
  }
}
