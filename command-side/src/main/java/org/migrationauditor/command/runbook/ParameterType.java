package org.migrationauditor.command.runbook;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.http.Web;

/** What a parameter's value is. */
public enum ParameterType {
  /**
   * Absolute path of a folder that steps move, copy or remove. No other path may lie in it or
   * around it.
   */
  FOLDER("folder"),
  /** Absolute path of a file that steps run or read. */
  FILE("file"),
  /** Absolute path of something that is only looked at. */
  PATH("path"),
  /** One line that does not begin with a hyphen. */
  TEXT("text"),
  /** Address of a server, {@code http} or {@code https}; it holds no user, query or fragment. */
  URL("url"),
  /** Name or address of a host. */
  DOMAIN("domain"),
  /** User and group as numbers, {@code uid:gid}. */
  OWNER("owner"),
  /** Login name on the host. */
  USER("user");

  private static final int MOST_CHARACTERS = 1024;
  private static final Pattern DOMAIN_NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?");
  private static final Pattern USER_NAME = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");
  private static final Pattern IDS = Pattern.compile("(\\d{1,10}):(\\d{1,10})");
  private static final Pattern UP = Pattern.compile("(.*/)?\\.\\.(/.*)?", Pattern.DOTALL);

  private final String word;

  ParameterType(String word) {
    this.word = word;
  }

  /** As a runbook writes it. */
  public String word() {
    return word;
  }

  boolean path() {
    return this == FOLDER || this == FILE || this == PATH;
  }

  /** What is wrong with a value that is not empty, and what to write; null when nothing is. */
  @Nullable String mistake(String value) {
    if (Shown.hidesSomething(value)) {
      return "%s holds a control or invisible character; write it without"
          .formatted(Shown.quoted(value));
    }
    if (value.length() > MOST_CHARACTERS) {
      return "has %d characters; at most %d are read".formatted(value.length(), MOST_CHARACTERS);
    }
    return switch (this) {
      case FOLDER, FILE, PATH -> pathMistake(value);
      case TEXT ->
          value.startsWith("-")
              ? "%s begins with a hyphen and could be read as an option; write it without"
                  .formatted(Shown.quoted(value))
              : null;
      case URL -> urlMistake(value);
      case DOMAIN -> unless(DOMAIN_NAME.matcher(value).matches(), value, "no host's name");
      case OWNER -> unless(ids(value), value, "not two numbers such as 1023:1023");
      case USER -> unless(USER_NAME.matcher(value).matches(), value, "no login name");
    };
  }

  /** The one spelling of a value that has no mistake. */
  String normal(String value) {
    if (this == URL) {
      return value.replaceAll("/+$", "");
    }
    return path() && !value.isEmpty() ? Path.of(value).normalize().toString() : value;
  }

  /** The value may hold a password and is not repeated. */
  private static @Nullable String urlMistake(String value) {
    try {
      Web.address(value, "url");
      return null;
    } catch (IllegalArgumentException e) {
      return "is no address of a server; write http or https, a host and maybe a path, without user"
          + " and query";
    }
  }

  private @Nullable String pathMistake(String value) {
    if (!value.startsWith("/")) {
      return "%s is relative; write an absolute path".formatted(Shown.quoted(value));
    }
    if (UP.matcher(value).matches()) {
      return "%s goes up by '..', which a link can turn into any place; write the path itself"
          .formatted(Shown.quoted(value));
    }
    try {
      return Path.of(value).normalize().getNameCount() == 0
          ? "%s is the root of the host; name a %s below it".formatted(Shown.quoted(value), word)
          : null;
    } catch (InvalidPathException e) {
      return "%s is no path on this host; use names that its locale can write"
          .formatted(Shown.quoted(value));
    }
  }

  private static boolean ids(String value) {
    var matcher = IDS.matcher(value);
    return matcher.matches()
        && Long.parseLong(matcher.group(1)) <= Integer.MAX_VALUE
        && Long.parseLong(matcher.group(2)) <= Integer.MAX_VALUE;
  }

  private static @Nullable String unless(boolean right, String value, String what) {
    return right ? null : "%s is %s; correct it".formatted(Shown.quoted(value), what);
  }
}
