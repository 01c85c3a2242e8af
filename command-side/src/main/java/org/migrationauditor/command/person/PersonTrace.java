package org.migrationauditor.command.person;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.migrationauditor.evidence.StoredEvent;
import org.migrationauditor.messages.person.PersonId;
import org.migrationauditor.messages.person.PersonName;

/**
 * Where one person stands in the history: in what is sealed under their key, and in what an earlier
 * version stored in clear.
 */
public final class PersonTrace {
  private final String name;
  private final Optional<PersonId> id;
  private final Map<String, Hits> streams = new TreeMap<>();

  /**
   * What of one migration, chain or erasure is a person's.
   *
   * @param events with such a text, count
   * @param names that can be made unreadable, count
   * @param words of theirs that can be made unreadable, count
   * @param inClear texts that cannot, count
   */
  public record Hits(long events, long names, long words, long inClear) {
    private static final Hits NONE = new Hits(0, 0, 0, 0);

    private Hits plus(Hits other) {
      return new Hits(
          events + other.events, names + other.names, words + other.words, inClear + other.inClear);
    }
  }

  /** Looks for the person of that name; {@code id} is empty when nothing is under their key. */
  public PersonTrace(String name, Optional<PersonId> id) {
    this.name = new PersonName(name).normal();
    this.id = id;
  }

  /** Takes in one event as it is stored. */
  public void look(StoredEvent event) {
    Hits[] found = {Hits.NONE};
    PersonalData.visit(event, text -> found[0] = found[0].plus(hits(text)));
    if (!found[0].equals(Hits.NONE)) {
      streams.merge(event.streamId(), found[0].plus(new Hits(1, 0, 0, 0)), Hits::plus);
    }
  }

  /** What was found, by the name under which events are stored. */
  public Map<String, Hits> streams() {
    return streams;
  }

  /** All of it. */
  public Hits total() {
    return streams.values().stream().reduce(Hits.NONE, Hits::plus);
  }

  private Hits hits(PersonalFields.Text text) {
    Optional<PersonId> person = PersonalData.personOf(text.value());
    if (person.isPresent()) {
      boolean theirs = person.equals(id);
      return new Hits(0, theirs && text.name() ? 1 : 0, theirs && !text.name() ? 1 : 0, 0);
    }
    return new Hits(0, 0, 0, new PersonName(text.owner()).normal().equals(name) ? 1 : 0);
  }
}
