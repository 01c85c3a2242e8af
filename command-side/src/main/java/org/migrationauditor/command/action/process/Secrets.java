package org.migrationauditor.command.action.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Replaces what looks like a secret by {@code ***}: values of options and variables named like a
 * password, of {@code -p}, credentials in a URL or an Authorization header, and wherever it stands
 * what was one of the first in the arguments.
 */
public final class Secrets {
  /** Stands for a secret. */
  static final String MASK = "***";

  private static final String NAME =
      "(?:pass(?:word|wd|phrase)|pwd|\\bpass\\b|secret|token|credential|api[_-]?key|private[_-]?key)"
          + "[\\w.-]{0,40}";
  private static final String VALUE = "(\"[^\"]*\"?|'[^']*'?|[^\\s\"']\\S*)";
  private static final List<Pattern> VALUES =
      List.of(
          Pattern.compile("(?i)" + NAME + "[\"']?\\s{0,4}[=:]\\s{0,4}" + VALUE),
          Pattern.compile("(?i)(?:^|\\s)--?[\\w-]{0,40}?" + NAME + "\\s{1,4}" + VALUE),
          Pattern.compile("(?:^|\\s)-p\\s{1,4}" + VALUE),
          Pattern.compile("(?i)(?:authorization:?\\s{0,4}|\\b)(?:bearer|basic)\\s{1,4}" + VALUE),
          Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,20}://([^/\\s]*)@"));
  private static final Pattern OPTION = Pattern.compile("(?i)-p|--?[\\w-]*" + NAME);
  private static final int SHORTEST_LITERAL = 3;

  private final List<String> literals;

  /** Secrets of a program with these arguments. */
  public Secrets(List<String> argv) {
    this(argv, List.of());
  }

  /**
   * Secrets of a program with these arguments, and others that are known.
   *
   * @param known masked wherever they stand, however short
   */
  public Secrets(List<String> argv, Collection<String> known) {
    List<String> found = new ArrayList<>();
    for (int i = 1; i < argv.size(); i++) {
      if (isValue(argv, i)) {
        found.add(argv.get(i));
      }
      for (Pattern pattern : VALUES) {
        pattern.matcher(argv.get(i)).results().forEach(m -> found.add(unquoted(m.group(1))));
      }
    }
    literals =
        Stream.concat(
                found.stream().filter(s -> s.length() >= SHORTEST_LITERAL),
                known.stream().filter(s -> !s.isEmpty()))
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  /** A line without secrets. */
  public String masked(String line) {
    String masked = maskedLiterals(line);
    for (Pattern pattern : VALUES) {
      masked = masked(masked, pattern);
    }
    return masked;
  }

  /** A text without what is known to be secret, whatever stands around it. */
  public String maskedLiterals(String text) {
    String masked = text;
    for (String literal : literals) {
      masked = masked.replace(literal, MASK);
    }
    return masked;
  }

  /** A line that is not complete yet: what may be the beginning of a secret is masked as well. */
  public String maskedUnfinished(String line) {
    String masked = masked(line);
    for (String literal : literals) {
      for (int length = literal.length() - 1; length >= SHORTEST_LITERAL; length--) {
        if (masked.endsWith(literal.substring(0, length))) {
          return masked.substring(0, masked.length() - length) + MASK;
        }
      }
    }
    return masked;
  }

  /** Length of the longest text that is known to be secret, characters. */
  public int longest() {
    return literals.isEmpty() ? 0 : literals.getFirst().length();
  }

  /** A program and its arguments without secrets. */
  public static List<String> maskedArgv(List<String> argv) {
    Secrets secrets = new Secrets(argv);
    List<String> masked = new ArrayList<>();
    for (int i = 0; i < argv.size(); i++) {
      masked.add(isValue(argv, i) ? MASK : secrets.masked(argv.get(i)));
    }
    return List.copyOf(masked);
  }

  private static boolean isValue(List<String> argv, int index) {
    return index > 1 && OPTION.matcher(argv.get(index - 1)).matches();
  }

  private static String masked(String line, Pattern pattern) {
    Matcher matcher = pattern.matcher(line);
    StringBuilder masked = new StringBuilder();
    int done = 0;
    while (matcher.find()) {
      masked.append(line, done, matcher.start(1)).append(MASK);
      done = matcher.end(1);
    }
    return masked.append(line, done, line.length()).toString();
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 2 && (value.startsWith("\"") || value.startsWith("'"));
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
