package org.migrationauditor.command.migration;

import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.command.migration.MigrationRejection.Code;

/** A rejection with that code, and with exactly that sentence when one is given. */
final class Refusal extends TypeSafeMatcher<MigrationRejection> {
  private final Code code;
  private final @Nullable String message;

  private Refusal(Code code, @Nullable String message) {
    this.code = code;
    this.message = message;
  }

  static Refusal of(Code code) {
    return new Refusal(code, null);
  }

  static Refusal of(Code code, String message) {
    return new Refusal(code, message);
  }

  @Override
  protected boolean matchesSafely(MigrationRejection refusal) {
    return refusal.code() == code && (message == null || message.equals(refusal.getMessage()));
  }

  @Override
  public void describeTo(Description description) {
    description.appendText(message == null ? code.name() : code + " " + message);
  }
}
