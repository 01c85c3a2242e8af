package org.migrationauditor.app.anchor;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.app.platform.Home;
import org.migrationauditor.command.action.tree.Durable;
import org.migrationauditor.evidence.InvalidNoteException;

/**
 * Gives the last head of a home's log to every place that the environment names. A place that does
 * not take it never stops a migration: it is told, and asked again by a later verb.
 */
public final class Anchors {
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private final Path states;
  private final List<Place> places;
  private final Clock clock;

  Anchors(Path states, List<Place> places, Clock clock) {
    this.states = states;
    this.places = List.copyOf(places);
    this.clock = clock;
  }

  /**
   * By {@code AUDITOR_HEADS_…} and {@code AUDITOR_TSA…}; nowhere when nothing is set.
   *
   * @throws org.migrationauditor.app.platform.CommandFailure if a setting cannot be meant so
   */
  public static Anchors of(Home home, Function<String, @Nullable String> environment) {
    return new Anchors(
        home.root().resolve("anchors"),
        Stream.of(
                FolderPlace.of(environment),
                BucketPlace.of(environment),
                MailPlace.of(environment),
                StampPlace.of(home, environment))
            .flatMap(List::stream)
            .toList(),
        Clock.systemUTC());
  }

  /**
   * Gives a head to each place that does not have it. One that failed to take the same head is left
   * alone for five minutes.
   *
   * @param note of the last head
   * @return how each place stands that was asked and did not take it
   */
  public List<Standing> offer(String note) throws InterruptedException {
    if (places.isEmpty()) {
      return List.of();
    }
    List<Standing> failures = new ArrayList<>();
    try {
      Head head = Head.of(note);
      Durable.folder(states);
      for (int i = 0; i < places.size(); i++) {
        Delivery before = Delivery.read(state(i), places.get(i).name());
        if (due(before, head)) {
          Delivery after = ask(places.get(i), head, before);
          after.write(state(i));
          if (!after.failure().isEmpty()) {
            failures.add(standing(after, head));
          }
        }
      }
    } catch (InvalidNoteException e) {
      failures.add(new Standing("every place", 0, 0, "the head " + e.getMessage()));
    } catch (IOException e) {
      failures.add(new Standing(states.toString(), 0, 0, "cannot be written to"));
    }
    return failures;
  }

  /** How each place stands to the last head. */
  public List<Standing> standing(String note) throws InvalidNoteException {
    Head head = Head.of(note);
    List<Standing> all = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      all.add(standing(Delivery.read(state(i), places.get(i).name()), head));
    }
    return all;
  }

  private static Standing standing(Delivery delivery, Head head) {
    return new Standing(
        delivery.place(), delivery.has(), head.checkpoint().size(), delivery.failure());
  }

  private boolean due(Delivery before, Head head) {
    long size = head.checkpoint().size();
    boolean lately =
        Duration.between(before.at(), clock.instant()).abs().compareTo(PAUSE) < 0; // or set back
    return before.has() < size && (before.asked() < size || !lately);
  }

  private Delivery ask(Place place, Head head, Delivery before) throws InterruptedException {
    long size = head.checkpoint().size();
    Instant now = clock.instant();
    try {
      place.keep(head);
      return new Delivery(place.name(), size, size, now, "");
    } catch (IOException e) {
      return new Delivery(place.name(), before.has(), size, now, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) { // of a library, and no reason to leave out the other places
      return new Delivery(place.name(), before.has(), size, now, "cannot be used as it is set");
    }
  }

  /** A kind of place is there once. */
  private Path state(int place) {
    return states.resolve(places.get(place).getClass().getSimpleName());
  }
}
