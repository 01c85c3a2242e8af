package org.migrationauditor.app.anchor;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.ExitStatus;

/** What the environment says of places for heads. */
final class Settings {
  private Settings() {}

  static Optional<String> given(String name, Function<String, @Nullable String> environment) {
    return Optional.ofNullable(environment.apply(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  /** An address of a server, without a login. */
  static URI web(String name, String text) {
    try {
      URI address = new URI(text);
      boolean web = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
      if (web && address.getHost() != null && address.getUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw unusable(name, "is no address");
    }
    throw unusable(name, "is no http or https address without a login");
  }

  static CommandFailure unusable(String name, String what) {
    return new CommandFailure(
        ExitStatus.REFUSED,
        "environment: '%s': %s; no head was brought out, correct it".formatted(name, what));
  }
}
