package org.migrationauditor.verifier.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileStampTest {
  @TempDir private Path dir;
  private Path file;

  @BeforeEach
  void makeAFile() throws Exception {
    file = Files.writeString(dir.resolve("file"), "content");
  }

  @Test
  void whatHasJustChangedHasNone() throws Exception {
    Files.setLastModifiedTime(file, FileTime.from(0, TimeUnit.SECONDS));
    assertThat(FileStamp.of(file)).isEmpty();
  }

  @Test
  void whatIsNoFileHasNone() throws Exception {
    assertThat(FileStamp.of(Path.of("/dev/null"))).isEmpty();
    assertThat(FileStamp.of(Path.of("/etc"))).isEmpty();
    assertThat(FileStamp.of(Files.createSymbolicLink(dir.resolve("link"), file))).isEmpty();
  }

  @Test
  void showsAChangeWhoseTimeWasPutBackAndNamesTheBoot() throws Exception {
    TimeUnit.MILLISECONDS.sleep(2100);
    String before = FileStamp.of(file, dir.resolve("none"));
    assertThat(before)
        .startsWith("7 ")
        .contains(" boot ")
        .endsWith("; absent")
        .isEqualTo(FileStamp.of(file, dir.resolve("none")));
    FileTime written = Files.getLastModifiedTime(file);

    Files.writeString(file, "CONTENT");
    Files.setLastModifiedTime(file, written);
    TimeUnit.MILLISECONDS.sleep(2100);

    assertThat(FileStamp.of(file, dir.resolve("none"))).isNotEmpty().isNotEqualTo(before);
  }
}
