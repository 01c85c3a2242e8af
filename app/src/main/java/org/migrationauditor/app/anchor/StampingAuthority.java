package org.migrationauditor.app.anchor;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;

/** The time-stamping authority that heads and reports are stamped by. */
public final class StampingAuthority {
  private StampingAuthority() {}

  /**
   * Its address.
   *
   * @param asked by the command line; null to take the one of the environment
   * @throws CommandFailure if the environment names none, or what is no address
   */
  public static URI address(
      @Nullable String asked, Function<String, @Nullable String> environment) {
    if (asked != null) {
      return Settings.web("--tsa", asked);
    }
    return Settings.given(StampPlace.AUTHORITY, environment)
        .map(text -> Settings.web(StampPlace.AUTHORITY, text))
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitStatus.REFUSED,
                    "environment: '%s': is not set; nothing was written, name the address of a"
                            .formatted(StampPlace.AUTHORITY)
                        + " time-stamping authority in it"));
  }
}
