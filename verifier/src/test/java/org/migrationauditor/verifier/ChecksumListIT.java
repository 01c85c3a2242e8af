package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.inventory.InventorySummary;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.export.ExportFormat;
import org.migrationauditor.verifier.inventory.Shell;

/** The lists of checksums as other people's programs read them. */
final class ChecksumListIT {
  private static final String NAMES =
      """
      mkdir -p 'folder with space' deep/er empty
      echo 1 >one; echo 2 >'folder with space/ two '; echo 3 >deep/er/$'new\\nline'
      echo 4 >$'carriage\\r'; echo 5 >'back\\slash'; echo 6 >'\\x41'; echo 7 >$'latin\\xe9'
      echo 8 >' leading'; echo 9 >'*star'; echo 10 >é; echo 11 >-n; ln -s one link; : >nothing
      """;

  @TempDir private Path dir;

  @Test
  void sha256sumChecksEveryNameThereCanBe() throws Exception {
    Trial trial = new Trial(dir, View.FILES);
    Shell.in(trial.before, NAMES);
    Path list = dir.resolve("list");
    assertThat(export(trial, ExportFormat.SHA256SUM, list)).isEqualTo(2);

    assertThat(sha256sum(trial.before, list)).isZero();
    assertThat(Files.readAllBytes(list)).contains((byte) 0xE9);
    Shell.in(trial.before, "echo changed >$'latin\\xe9'");
    assertThat(sha256sum(trial.before, list)).isNotZero();
  }

  private static long export(Trial trial, ExportFormat format, Path file) throws Exception {
    InventorySummary inventory = trial.inventory("before", trial.before);
    try (OutputStream out = Files.newOutputStream(file)) {
      return trial.verifier.export(trial.verifier.manifest(inventory.manifest()), format, out);
    }
  }

  private static int sha256sum(Path folder, Path list) throws Exception {
    Process process =
        new ProcessBuilder("sha256sum", "--strict", "--quiet", "-c", list.toString())
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }
}
