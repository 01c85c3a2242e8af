package org.migrationauditor.app.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.app.platform.Platform;
import org.migrationauditor.verifier.InventoryException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives an inventory's manifest, or a migration's history, to other programs. */
@Command(
    name = "export",
    header = "Write an inventory's manifest or a migration's history for other programs.",
    description = {
      "",
      "Of a manifest:",
      "sha256sum    checked in the archive's folder by sha256sum -c",
      "csv          every column, for a spreadsheet; an apostrophe disarms what looks like a formula",
      "jsonl        every column, one JSON object a line",
      "parquet      the manifest itself",
      "",
      "Of a migration:",
      "csv, jsonl   every event with its names, for a spreadsheet, or one JSON object a line",
      "dicom-audit  messages of DICOM PS3.15 A.5, one a line; --syslog sends them to an audit repository",
      "prov         W3C PROV-JSON: who did what, and which file came of it",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:written, or taken by the audit repository",
      "2:the file exists already, there is no such migration or the command line is wrong; nothing was written",
      "3:there is no such manifest, or the format cannot hold all of it",
      "5:this machine or the audit repository is in the way"
    })
public final class ExportCommand implements Callable<Integer> {
  private static final String PARQUET = ".parquet";

  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(
      paramLabel = "MANIFEST|MIGRATION",
      description = "file that an inventory was kept in, or name of a migration")
  private String subject = "";

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "one of ${COMPLETION-CANDIDATES}")
  private ExportAs format = ExportAs.PARQUET;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "file that does not exist yet; default, or -: standard output")
  private String output = "-";

  @Option(
      names = "--syslog",
      paramLabel = "HOST:PORT",
      description =
          "send the messages of dicom-audit there over TLS; certificates of the PEM file that"
              + " AUDITOR_SYSLOG_CERTIFICATES names are trusted, else Java's")
  private @Nullable String syslog;

  @Spec private @Nullable CommandSpec spec;

  /** Writes what is exported; returns entries that have no place in the format, count. */
  @FunctionalInterface
  private interface Content {
    long write(OutputStream out) throws IOException, InventoryException;
  }

  @Override
  public Integer call() throws Exception {
    if (subject.contains("/")
        || subject.endsWith(PARQUET)
        || Files.isRegularFile(Path.of(subject))) {
      manifest();
    } else {
      try (Platform platform = Platform.open(common.home())) {
        history(new ExportedHistory(platform, platform.resolve(subject)));
      }
    }
    return ExitStatus.OK;
  }

  private void manifest() throws IOException, InventoryException {
    var manifestFormat = format.manifest();
    if (manifestFormat == null || syslog != null) {
      throw refused("a manifest has no form %s".formatted(syslog == null ? format : "for syslog"));
    }
    long left =
        write(out -> common.home().verifier().export(Path.of(subject), manifestFormat, out));
    if (left > 0) {
      Objects.requireNonNull(spec)
          .commandLine()
          .getErr()
          .println(
              "auditor: %d folders, links or devices have no place in this format".formatted(left));
    }
  }

  private void history(ExportedHistory history) throws IOException, InventoryException {
    var form = format.history();
    if (form == null) {
      throw refused("a migration's history has no form %s".formatted(format));
    }
    if (syslog == null) {
      write(
          out -> {
            history.history().write(form, out);
            return 0;
          });
    } else if (format != ExportAs.DICOM_AUDIT || !output.equals("-")) {
      throw refused("--syslog goes with --format dicom-audit and without --output");
    } else {
      Terminal.of(spec)
          .print("syslog '%s': took %d messages".formatted(syslog, history.send(syslog)));
    }
  }

  private CommandFailure refused(String what) {
    return new CommandFailure(
        ExitStatus.REFUSED,
        "export of '%s': %s; nothing was written, see ./auditor help export"
            .formatted(subject, what));
  }

  private long write(Content content) throws IOException, InventoryException {
    if (output.equals("-")) {
      OutputStream out = new BufferedOutputStream(System.out);
      long left = content.write(out);
      out.flush();
      return left;
    }
    return toFile(Path.of(output), content);
  }

  /** What was begun and not finished does not stay. */
  private static long toFile(Path file, Content content) throws IOException, InventoryException {
    boolean whole = false;
    OutputStream created = created(file);
    try (OutputStream out = new BufferedOutputStream(created)) {
      long left = content.write(out);
      out.flush();
      whole = true;
      return left;
    } finally {
      if (!whole) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static OutputStream created(Path file) throws IOException {
    try {
      return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "file '%s': exists already; nothing was written, name another".formatted(file));
    }
  }
}
