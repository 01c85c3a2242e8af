package org.migrationauditor.app.notice;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.CommandFailure;

/**
 * Sends notices to where the environment says. A notice that cannot be sent never stops a
 * migration: it is tried a few times, then told at the terminal.
 */
public final class Notices {
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final List<Channel> channels;
  private final List<Duration> pauses;

  Notices(List<Channel> channels, List<Duration> pauses) {
    this.channels = List.copyOf(channels);
    this.pauses = pauses;
  }

  /**
   * Where notices go by {@code AUDITOR_NOTIFY_…}; nowhere when nothing is set.
   *
   * @throws CommandFailure if a setting cannot be meant so; told before anything is run
   */
  public static Notices of(Function<String, @Nullable String> environment) {
    return new Notices(
        Stream.of(Webhook.of(environment), Mail.of(environment)).flatMap(List::stream).toList(),
        PAUSES);
  }

  /** Sends to every channel; a sentence for each that did not take it. */
  public List<String> send(Notice notice) throws InterruptedException {
    List<String> failures = new ArrayList<>();
    for (Channel channel : channels) {
      @Nullable String failure = failure(channel, notice);
      if (failure != null) {
        failures.add(
            "notice: %s: %s; the migration is not affected, tell people yourself and see to the setting"
                .formatted(channel.place(), failure));
      }
    }
    return failures;
  }

  private @Nullable String failure(Channel channel, Notice notice) throws InterruptedException {
    for (int tried = 0; ; tried++) {
      try {
        channel.send(notice);
        return null;
      } catch (IOException e) {
        if (tried == pauses.size()) {
          return String.valueOf(e.getMessage());
        }
        Thread.sleep(pauses.get(tried));
      }
    }
  }
}
