package org.echomotion.cli.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.echomotion.ingest.store.blob.FrameFile;
import org.echomotion.standalone.Service;
import org.echomotion.standalone.database.StudyStoreView;
import org.echomotion.standalone.directory.DataFolder;

/** Frames and explanations: each file that a row names is there and has its checksum. */
final class BlobChecks {

  private static final String FRAMES = "Frames";
  private static final List<String> PICTURES = List.of(".working", ".display");

  private BlobChecks() {}

  static List<Finding> ofFrames(DataFolder data, List<StudyStoreView.Clip> clips)
      throws IOException {
    Path folder = data.blobs(Service.INGEST);
    Set<String> known = new HashSet<>();
    List<String> damaged = new ArrayList<>();
    for (StudyStoreView.Clip clip : clips) {
      for (String picture : PICTURES) {
        String name = clip.tenant() + "/" + clip.id() + picture;
        known.add(name);
        if (!FrameFile.isIntact(folder, name)) {
          damaged.add(name);
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        damaged.isEmpty()
            ? Finding.ok(FRAMES, known.size() + " files of " + clips.size() + " clips are intact")
            : Finding.problem(
                FRAMES,
                "%d of %d files are damaged or missing: %s"
                    .formatted(damaged.size(), known.size(), FolderChecks.some(damaged)),
                "Upload the files of these clips again: this restores their frames. Results that"
                    + " are stored stay correct."));
    List<String> strangers = framesOfNoClip(folder, known);
    if (!strangers.isEmpty()) {
      findings.add(
          Finding.warning(
              FRAMES,
              strangers.size() + " files belong to no clip: " + FolderChecks.some(strangers),
              "Uploads that were cut short leave such files, and EchoMotion deletes them after an"
                  + " hour. If there are many, the database may come from an older backup: do not"
                  + " start EchoMotion before you have checked this."));
    }
    return findings;
  }

  private static List<String> framesOfNoClip(Path folder, Set<String> known) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder, 2)) {
      return all.filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString())
          .filter(name -> PICTURES.stream().anyMatch(name::endsWith) && !known.contains(name))
          .sorted()
          .toList();
    }
  }

  static List<Finding> ofArtefacts(DataFolder data, List<StudyStoreView.Artefact> artefacts)
      throws IOException {
    Path folder = data.blobs(Service.XAI);
    List<String> damaged = new ArrayList<>();
    for (StudyStoreView.Artefact artefact : artefacts) {
      Path file = folder.resolve(artefact.path());
      if (!Files.isRegularFile(file)
          || Files.size(file) != artefact.lengthBytes()
          || !sha256(file).equals(artefact.sha256())) {
        damaged.add(artefact.path());
      }
    }
    return List.of(
        damaged.isEmpty()
            ? Finding.ok("Reports", artefacts.size() + " files are intact")
            : Finding.problem(
                "Reports",
                "%d of %d files are damaged or missing: %s"
                    .formatted(damaged.size(), artefacts.size(), FolderChecks.some(damaged)),
                "Restore these files from a backup into " + folder + "."));
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        DigestInputStream digest =
            new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
      digest.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256.", e);
    }
  }
}
