package org.migrationauditor.command.action.terminal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last of what a program printed since something was typed, as a person would read it: without
 * colours, with backspaces obeyed.
 */
final class Screen {
  private static final int MOST_BYTES = 16 * 1024;
  private static final int LONGEST_PROMPT = 1000;
  private static final Pattern CONTROL_SEQUENCE =
      Pattern.compile(
          "\\x1B(?:\\[[0-?]*+[ -/]*+[@-~]|\\][^\\x07\\x1B]*+(?:\\x07|\\x1B\\\\)|[@-Z=>])");
  private static final Pattern LINE_END = Pattern.compile("\\r*\\n|\\r");
  private static final Pattern OPTION = Pattern.compile("\\s*(\\d{1,4})\\)\\s*(\\S.*?)\\s*");

  private byte[] bytes = new byte[2 * MOST_BYTES];
  private int length;

  void add(byte[] chunk) {
    int taken = Math.min(chunk.length, MOST_BYTES);
    if (length + taken > bytes.length) {
      int kept = Math.min(length, MOST_BYTES);
      bytes = Arrays.copyOf(Arrays.copyOfRange(bytes, length - kept, length), 2 * MOST_BYTES);
      length = kept;
    }
    System.arraycopy(chunk, chunk.length - taken, bytes, length, taken);
    length += taken;
  }

  void clear() {
    length = 0;
  }

  /** Whether the last line has no end yet. */
  boolean unfinished() {
    return !lines().getLast().isBlank();
  }

  /** The line without an end; where there is none, the last that holds anything. */
  String prompt() {
    List<String> lines = lines();
    int last = promptLine(lines);
    String line = last < 0 ? "" : lines.get(last);
    return line.substring(Math.max(0, line.length() - LONGEST_PROMPT));
  }

  /** Number of the one option of the menu right above the prompt that has this text. */
  Optional<String> option(String text) {
    List<String> lines = lines();
    List<String> numbers = new ArrayList<>();
    for (int line = promptLine(lines) - 1; line >= 0; line--) {
      Matcher option = OPTION.matcher(lines.get(line));
      if (!option.matches()) {
        break;
      }
      if (option.group(2).equals(text)) {
        numbers.add(option.group(1));
      }
    }
    return numbers.size() == 1 ? Optional.of(numbers.getFirst()) : Optional.empty();
  }

  private static int promptLine(List<String> lines) {
    int last = lines.size() - 1;
    while (last >= 0 && lines.get(last).isBlank()) {
      last--;
    }
    return last;
  }

  private List<String> lines() {
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    String plain = CONTROL_SEQUENCE.matcher(text).replaceAll("");
    return List.of(LINE_END.split(obeyed(plain), -1));
  }

  private static String obeyed(String text) {
    StringBuilder obeyed = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int last = obeyed.length() - 1;
      if (c != '\b') {
        obeyed.append(c);
      } else if (last >= 0 && obeyed.charAt(last) != '\n') {
        obeyed.setLength(last);
      }
    }
    return obeyed.toString();
  }
}
