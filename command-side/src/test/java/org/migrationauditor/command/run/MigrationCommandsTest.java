package org.migrationauditor.command.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationCommandsTest {
  @TempDir Path folder;

  @Test
  void readsTheBootId() throws IOException {
    Path file = Files.writeString(folder.resolve("boot_id"), "8f2c1a7e-0d0b-4a51\n");

    assertThat(MigrationCommands.currentBootId(file)).isEqualTo("8f2c1a7e-0d0b-4a51");
  }

  @Test
  void knowsNoBootIdWhereThereIsNone() {
    assertThat(MigrationCommands.currentBootId(folder.resolve("boot_id"))).isEqualTo("unknown");
    assertThat(MigrationCommands.currentBootId(folder)).isEqualTo("unknown");
  }

  @Test
  void takesNothingElseForABootId() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    Path escape = Files.writeString(folder.resolve("escape"), "\u001b[2J");
    Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThat(MigrationCommands.currentBootId(empty)).isEqualTo("unknown");
    assertThat(MigrationCommands.currentBootId(escape)).isEqualTo("unknown");
    assertThat(MigrationCommands.currentBootId(bytes)).isEqualTo("unknown");
  }

  @Test
  void aCallerHasAName() {
    assertThatThrownBy(() -> new Caller(" ", "boot"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("caller: a name has 1 to 255 printable characters");
    assertThatThrownBy(() -> new Caller("o\u0007lga", "boot"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
