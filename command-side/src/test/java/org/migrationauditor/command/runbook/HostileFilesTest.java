package org.migrationauditor.command.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever a file or a value holds, it is read or refused with a sentence. */
class HostileFilesTest {
  private static final int ROUNDS = 1_000;
  private static final String CHARACTERS = "/.\\ a:7-\n\u0000\u202e\ud800${}";
  private static final String[] TOKENS = {
    "",
    "\n",
    "  ",
    "- ",
    ": ",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "'",
    "#",
    "&a ",
    "*a",
    "!!str ",
    "---\n",
    "%YAML 1.2\n",
    "|\n",
    ">-\n",
    "? ",
    "${data}",
    "${",
    "\t",
    "\u0000",
    "\u0085",
    "\ufeff",
    "\ud83d\ude00",
    "true",
    "null",
    "~",
    "<<: ",
    "99999999999999999999",
    "(",
    "(?<",
    "\\",
    "**",
  };

  @Test
  void randomBytesAreRefused() {
    Random random = new Random(1);
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      read(bytes);
    }
  }

  @Test
  void randomTokensAreReadOrRefused() {
    Random random = new Random(2);
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder yaml = new StringBuilder();
      for (int token = random.nextInt(40); token > 0; token--) {
        yaml.append(TOKENS[random.nextInt(TOKENS.length)]);
      }
      read(yaml.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void aDamagedRunbookIsReadOrRefused() throws Exception {
    Random random = new Random(3);
    byte[] whole = TestRunbooks.bytes("whole.yaml");
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      refused += read(damaged(whole, random)) ? 0 : 1;
    }
    assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - 1);
  }

  @Test
  void longRunsOfOneCharacterAreReadOrRefused() {
    for (String part : new String[] {"/a", "[", "{a: ", "- ", "a: &a *a\n", ".1", "${a}", "? "}) {
      read(part.repeat(200_000).getBytes(StandardCharsets.UTF_8));
      for (String field : List.of("runbook", "title", "guide", "steps", "parameters")) {
        read((field + ": " + part.repeat(2_000)).getBytes(StandardCharsets.UTF_8));
      }
      String run = part.repeat(2_000);
      String step = "steps:\n- {id: a, guideStep: '1" + run + "', do: {moveTree: {source: '${a}";
      read((step + run + "'}}}").getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void valuesAreTakenOrRefused() throws Exception {
    Random random = new Random(4);
    Runbook runbook = RunbookReader.read("whole.yaml", TestRunbooks.bytes("whole.yaml"));
    List<String> names =
        new ArrayList<>(runbook.parameters().stream().map(Parameter::name).toList());
    names.add("\u001b[2J");
    for (int round = 0; round < ROUNDS; round++) {
      StringBuilder value = new StringBuilder(random.nextBoolean() ? "/" : "");
      for (int character = random.nextInt(12); character > 0; character--) {
        value.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
      }
      Map<String, String> given = new TreeMap<>(Map.of("data", "/d/fast", "script", "/opt/run"));
      given.put(names.get(random.nextInt(names.size())), value.toString());
      try {
        runbook.plan(given);
      } catch (RunbookException e) {
        assertSentences(e);
      }
    }
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = Arrays.copyOf(whole, whole.length);
    for (int change = 1 + random.nextInt(3); change > 0; change--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes[at] = bytes[random.nextInt(bytes.length)];
        default -> {
          byte[] token = TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
          byte[] longer = Arrays.copyOf(bytes, bytes.length + token.length);
          System.arraycopy(bytes, at, longer, at + token.length, bytes.length - at);
          System.arraycopy(token, 0, longer, at, token.length);
          bytes = longer;
        }
      }
    }
    return bytes;
  }

  /** Whether it was read; anything but a refusal in sentences fails the test. */
  static boolean read(byte[] yaml) {
    try {
      RunbookReader.read("hostile.yaml", yaml);
      return true;
    } catch (RunbookException e) {
      assertSentences(e);
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      byte[] start = Arrays.copyOf(yaml, Math.min(yaml.length, 4_000));
      throw new AssertionError("of " + HexFormat.of().formatHex(start), e);
    }
  }

  private static void assertSentences(RunbookException refused) {
    assertThat(String.valueOf(refused.getMessage()).lines())
        .isNotEmpty()
        .allMatch(
            line ->
                line.matches(
                    "(hostile\\.yaml:\\d+:\\d+: (runbook|field '.*')|parameter '.*'): .+"));
    assertThat(refused.getMessage()).doesNotContain("\u001b").doesNotContain("\u202e");
  }
}
