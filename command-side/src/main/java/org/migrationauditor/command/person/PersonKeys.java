package org.migrationauditor.command.person;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.migrationauditor.messages.person.PersonId;
import org.migrationauditor.messages.person.PersonName;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The keys of people, in {@code event_store.person}. Remembers those it has seen until somebody is
 * erased, by whichever process. Thread-safe.
 */
public final class PersonKeys {
  private static final int ID_BYTES = 8;

  private final JdbcClient jdbc;
  private final JdbcClient aside;
  private volatile Known known = new Known(0);

  /** What is known while so many people are erased. */
  private record Known(
      long erased, Map<PersonId, Optional<PersonKey>> byId, Map<String, PersonKey> byName) {
    Known(long erased) {
      this(erased, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }
  }

  /**
   * Reads keys through one data source and makes new ones through another.
   *
   * @param aside connects by itself and takes part in no transaction: a key stands before anything
   *     is stored under it, and stays when that is rolled back
   */
  public PersonKeys(DataSource database, DataSource aside) {
    this.jdbc = JdbcClient.create(database);
    this.aside = JdbcClient.create(aside);
  }

  /** Who has that name; empty when nothing is stored under a key of theirs. */
  public Optional<PersonId> find(String name) {
    return jdbc.sql("SELECT person_id FROM event_store.person WHERE name = :name")
        .param("name", new PersonName(name).normal())
        .query((row, number) -> new PersonId(row.getString(1)))
        .optional();
  }

  /** Forgets what it has seen if somebody was erased since. */
  void lookAgain() {
    long erased =
        jdbc.sql("SELECT count(*) FROM event_store.person WHERE key IS NULL")
            .query(Long.class)
            .single();
    if (erased != known.erased()) {
      known = new Known(erased);
    }
  }

  /** The key of a person; empty once they are erased. */
  Optional<PersonKey> of(PersonId id) {
    return known
        .byId()
        .computeIfAbsent(
            id,
            unseen ->
                jdbc.sql(
                        """
                        SELECT person_id, key FROM event_store.person
                        WHERE person_id = :id AND key IS NOT NULL
                        """)
                    .param("id", unseen.value())
                    .query((row, number) -> key(row))
                    .optional());
  }

  /** The key of whoever has that name; a new one when nobody has. */
  PersonKey of(PersonName name) {
    String normal = name.normal();
    Map<String, PersonKey> byName = known.byName();
    PersonKey seen = byName.get(normal);
    if (seen != null) {
      return seen;
    }
    aside
        .sql(
            """
            INSERT INTO event_store.person (person_id, name, key) VALUES (:id, :name, :key)
            ON CONFLICT (name) DO NOTHING
            """)
        .param("id", HexFormat.of().formatHex(PersonKey.random(ID_BYTES)))
        .param("name", normal)
        .param("key", PersonKey.random(PersonKey.KEY_BYTES))
        .update();
    PersonKey key =
        aside
            .sql("SELECT person_id, key FROM event_store.person WHERE name = :name")
            .param("name", normal)
            .query((row, number) -> key(row))
            .single();
    byName.put(normal, key);
    return key;
  }

  private static PersonKey key(ResultSet row) throws SQLException {
    return PersonKey.of(new PersonId(row.getString("person_id")), row.getBytes("key"));
  }
}
