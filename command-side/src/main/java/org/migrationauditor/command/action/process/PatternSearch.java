package org.migrationauditor.command.action.process;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Searches a stranger's regular expression in lines, in bounded time: Java's engine reads one
 * character over and over when an expression backtracks, so its readings are counted.
 */
public final class PatternSearch {
  private static final int MOST_READINGS = 2_000_000;

  private final Pattern pattern;

  private PatternSearch(Pattern pattern) {
    this.pattern = pattern;
  }

  /** How a search ended. */
  public enum Result {
    FOUND,
    NOT_FOUND,
    /** Nobody knows; the expression is too costly for this line. */
    TOO_HARD
  }

  /** A search for an expression; empty when it is none. */
  public static Optional<PatternSearch> of(String expression) {
    try {
      return Optional.of(new PatternSearch(Pattern.compile(expression)));
    } catch (PatternSyntaxException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /** Whether the expression is found anywhere in a line. */
  public Result in(String line) {
    try {
      return pattern.matcher(new Counted(line, new AtomicInteger(MOST_READINGS))).find()
          ? Result.FOUND
          : Result.NOT_FOUND;
    } catch (TooHardException | StackOverflowError e) {
      return Result.TOO_HARD;
    }
  }

  private static final class TooHardException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooHardException() {
      super("too many readings", null, false, false);
    }
  }

  /** A text that ends the search once it was read too often. */
  private record Counted(CharSequence text, AtomicInteger left) implements CharSequence {
    @Override
    public char charAt(int index) {
      if (left.decrementAndGet() < 0) {
        throw new TooHardException();
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), left);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
