package org.migrationauditor.command.action.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.action.process.Secrets;

final class KeptOutputTest {
  private static final long UNLIMITED = Long.MAX_VALUE;
  private static final long SEED = 20261126;
  private static final String SECRET = "hunter2-ü";

  @TempDir Path temp;
  private long beyond;

  private String kept(long mostBytes, byte[]... chunks) throws IOException {
    Path file = Files.createFile(temp.resolve("output"));
    try (KeptOutput output =
        new KeptOutput(file, new Secrets(List.of("x"), List.of(SECRET)), mostBytes)) {
      for (byte[] chunk : chunks) {
        output.add(chunk);
      }
      output.end();
      beyond = output.beyond();
    }
    String kept = Files.readString(file);
    Files.delete(file);
    return kept;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void linesOfATerminalBecomeLinesOfAText() throws IOException {
    assertThat(kept(UNLIMITED, bytes("a\r\n\r\nb\tc\r"), bytes("\nd\re\r\r\nf")))
        .isEqualTo("a\n\nb\tc\nd\ne\nf\n");
  }

  @Test
  void whatSteersATerminalAndBytesThatAreNoTextAreEscaped() throws IOException {
    assertThat(kept(UNLIMITED, new byte[] {'a', 27, '[', '2', 'J', (byte) 0xff, (byte) 0xc3, '\n'}))
        .isEqualTo("a\\x1B[2J\\xFF\\xC3\n");
  }

  @Test
  void aSecretIsMaskedWhereverTheReadsAndThePiecesCutIt() throws IOException {
    Random random = new Random(SEED);
    byte[] secret = bytes(SECRET);
    for (int round = 0; round < 300; round++) {
      int before = KeptOutput.PIECE - secret.length - 5 + random.nextInt(secret.length + 10);
      byte[] line = bytes("x".repeat(before) + SECRET + "y".repeat(random.nextInt(5)) + "\n");
      int cut = before + random.nextInt(secret.length + 1);
      byte[] head = Arrays.copyOf(line, cut);
      byte[] tail = Arrays.copyOfRange(line, cut, line.length);

      assertThat(kept(UNLIMITED, head, tail)).contains("***").doesNotContain(SECRET);
    }
  }

  @Test
  void whatIsBeyondTheLimitIsCountedAndTold() throws IOException {
    String kept = kept(10, bytes("12345\n12345\n12345\n"));

    assertThat(kept)
        .isEqualTo(
            "12345\n(auditor: 6 bytes are kept; 12 more were printed, counted and left out)\n");
    assertThat(beyond).isEqualTo(12);
  }
}
