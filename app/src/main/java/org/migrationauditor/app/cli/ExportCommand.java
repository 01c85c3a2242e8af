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
import org.migrationauditor.verifier.InventoryException;
import org.migrationauditor.verifier.export.ExportFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives an inventory's manifest to other programs. */
@Command(
    name = "export",
    header = "Write an inventory's manifest for other programs.",
    description = {
      "",
      "sha256sum  checked in the archive's folder by sha256sum -c",
      "csv        every column, for a spreadsheet; an apostrophe disarms what looks like a formula",
      "jsonl      every column, one JSON object a line",
      "parquet    the manifest itself",
      ""
    },
    exitCodeListHeading = "%nEXIT STATUS%n",
    exitCodeList = {
      "0:written",
      "2:the file exists already or the command line is wrong; nothing was written",
      "3:there is no such manifest, or the format cannot hold all of it",
      "5:this machine is in the way"
    })
public final class ExportCommand implements Callable<Integer> {
  @Mixin private final CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "MANIFEST", description = "file that an inventory was kept in")
  private Path manifest = Path.of("");

  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      description = "one of sha256sum, csv, jsonl, parquet")
  private ExportFormat format = ExportFormat.PARQUET;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "file that does not exist yet; default: standard output")
  private @Nullable Path output;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    long left;
    if (output == null) {
      OutputStream out = new BufferedOutputStream(System.out);
      left = common.home().verifier().export(manifest, format, out);
      out.flush();
    } else {
      left = toFile(output);
    }
    if (left > 0) {
      Objects.requireNonNull(spec)
          .commandLine()
          .getErr()
          .println(
              "auditor: %d folders, links or devices have no place in this format".formatted(left));
    }
    return ExitStatus.OK;
  }

  /** What was begun and not finished does not stay. */
  private long toFile(Path file) throws IOException, InventoryException {
    boolean whole = false;
    OutputStream created = created(file);
    try (OutputStream out = new BufferedOutputStream(created)) {
      long left = common.home().verifier().export(manifest, format, out);
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
