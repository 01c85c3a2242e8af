package org.migrationauditor.command.migration;

import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;
import org.migrationauditor.command.migration.MigrationRejection.Code;

/** A rejection with that code and exactly that sentence. */
final class Refusal extends TypeSafeMatcher<MigrationRejection> {
  private final Code code;
  private final String message;

  private Refusal(Code code, String message) {
    this.code = code;
    this.message = message;
  }

  static Refusal of(Code code, String message) {
    return new Refusal(code, message);
  }

  @Override
  protected boolean matchesSafely(MigrationRejection refusal) {
    return refusal.code() == code && message.equals(refusal.getMessage());
  }

  @Override
  public void describeTo(Description description) {
    description.appendText(code + " " + message);
  }
}
