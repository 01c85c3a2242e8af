package org.migrationauditor.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.signatures.SignedFile;

/** A report that is made from another one and stands beside it; neither replaces anything. */
final class NewReportFile {
  private NewReportFile() {}

  static byte[] read(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(SignedFile.LARGEST + 1);
      if (bytes.length <= SignedFile.LARGEST) {
        return bytes;
      }
    } catch (IOException e) {
      throw new CommandFailure(
          ExitStatus.INDETERMINATE,
          "report '%s': cannot be read; nothing was written, look whether it is there"
              .formatted(file));
    }
    throw new CommandFailure(
        ExitStatus.REFUSED,
        "report '%s': larger than any report; nothing was written".formatted(file));
  }

  /**
   * Where it goes.
   *
   * @param asked by the command line; null for a name made from the old one
   * @param mark that the name gets then, such as {@code reviewed}
   * @throws CommandFailure if something is there already
   */
  static Path place(Path file, @Nullable Path asked, String mark) {
    Path place = asked == null ? file.resolveSibling(marked(file, mark)) : asked;
    if (Files.exists(place)) {
      throw new CommandFailure(
          ExitStatus.REFUSED,
          "file '%s': is there already; nothing was written, name another by --out"
              .formatted(place));
    }
    return place;
  }

  static void write(Path place, byte[] pdf) throws IOException {
    Durable.write(place, pdf);
  }

  private static String marked(Path file, String mark) {
    String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.pdf$", "");
    return "%s.%s.pdf".formatted(name, mark);
  }
}
