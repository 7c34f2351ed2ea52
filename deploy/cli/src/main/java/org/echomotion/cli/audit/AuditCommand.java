package org.echomotion.cli.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.echomotion.audit.AuditAnchors;
import org.echomotion.audit.AuditChain;
import org.echomotion.cli.platform.PlatformOptions;
import org.echomotion.cli.platform.Session;
import org.echomotion.cli.terminal.ExitCode;
import org.echomotion.cli.terminal.Version;
import org.echomotion.contract.ingest.v1.AuditAnchor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Verifies and exports the audit trail. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    header = "Verify and export the audit trail: who did what, when and from where.",
    description = {"", "The trail is that of your account's tenant. The role admin is needed.", ""},
    footer = {
      "",
      "Examples:",
      "  echomotion audit verify --server 127.0.0.1:8080",
      "  echomotion audit anchor --out 2026-11.json --server 127.0.0.1:8080",
      "  echomotion audit verify --anchor 2026-11.json --key audit-key.pub --server 127.0.0.1:8080",
      "  echomotion audit export --format fhir --out trail.ndjson --server 127.0.0.1:8080"
    },
    synopsisSubcommandLabel = "(verify | anchor | export)",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:no change was found; the file was written",
      "1:the trail was changed",
      "2:the command line is wrong",
      "3:the file cannot be read or written",
      "4:EchoMotion did not start, cannot be reached, or refused"
    })
public final class AuditCommand {

  /** The values of {@code --format}. */
  enum Format {
    CSV,
    FHIR
  }

  @Spec private CommandSpec spec;

  private void print(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Check that no entry was changed, removed or moved.")
  int verify(
      @Option(
              names = "--anchor",
              paramLabel = "FILE",
              description =
                  "An anchor of this trail: no entry before it may be missing or changed.")
          @Nullable Path anchorFile,
      @Option(
              names = "--key",
              paramLabel = "FILE",
              description = "The public key for checking the anchor's signature.")
          @Nullable Path key,
      @Mixin PlatformOptions platform)
      throws InterruptedException, IOException {
    @Nullable AuditAnchor anchor = anchorFile == null ? null : read(anchorFile);
    if (anchor != null && key != null && !AuditAnchors.isSigned(anchor, Files.readString(key))) {
      print("The anchor was not signed with this key.");
      return ExitCode.NOT_WHOLE;
    }
    try (Session session = Session.open(platform, "audit")) {
      TrailCheck check = new TrailCheck(anchor);
      new AuditReader(session).forEach(check::next);
      List<String> wrong = check.wrong();
      if (wrong.isEmpty()) {
        print("Checked " + check.entries() + " entries. No changed or missing entry was found.");
        return ExitCode.OK;
      }
      wrong.forEach(this::print);
      print("The trail was changed.");
      return ExitCode.NOT_WHOLE;
    }
  }

  @Command(
      name = "anchor",
      mixinStandardHelpOptions = true,
      description = "Write the signed number and hash of the last entry, to be kept elsewhere.")
  int anchor(
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "Where to write.")
          Path out,
      @Mixin PlatformOptions platform)
      throws InterruptedException, IOException {
    try (Session session = Session.open(platform, "audit")) {
      AuditAnchor anchor = new AuditReader(session).anchor();
      Files.writeString(out, JsonFormat.printer().print(anchor) + "\n");
      print("Wrote " + out + ": entry " + anchor.getSequence() + " of " + anchor.getTenant() + ".");
      return ExitCode.OK;
    }
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Write all entries as CSV, or as FHIR R4 AuditEvents, one per line (NDJSON).")
  int export(
      @Option(names = "--format", required = true, paramLabel = "csv|fhir") Format format,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "Where to write.")
          Path out,
      @Mixin PlatformOptions platform)
      throws InterruptedException, IOException {
    try (Session session = Session.open(platform, "audit");
        BufferedWriter writer = Files.newBufferedWriter(out, StandardCharsets.UTF_8)) {
      AuditReader reader = new AuditReader(session);
      long written;
      if (format == Format.CSV) {
        CsvWriter csv = CsvWriter.builder().build(writer);
        csv.writeRecord(
            "tenant",
            "sequence",
            "at",
            "service",
            "actor",
            "roles",
            "address",
            "action",
            "call",
            "subject",
            "hash");
        written = reader.forEach(entry -> csv.writeRecord(row(entry)));
      } else {
        written = reader.forEach(entry -> line(writer, AuditEvents.json(entry)));
      }
      print("Wrote " + out + " (" + written + " entries).");
      return ExitCode.OK;
    }
  }

  private static List<String> row(AuditChain.Entry entry) {
    List<String> row = new ArrayList<>(entry.fields());
    row.add(HexFormat.of().formatHex(entry.hash()));
    return row;
  }

  private static void line(BufferedWriter writer, String text) {
    try {
      writer.write(text);
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static AuditAnchor read(Path file) throws IOException {
    AuditAnchor.Builder anchor = AuditAnchor.newBuilder();
    try {
      JsonFormat.parser().merge(Files.readString(file), anchor);
    } catch (InvalidProtocolBufferException e) {
      throw new IOException(file + " is not an anchor of the audit trail.", e);
    }
    return anchor.build();
  }
}
