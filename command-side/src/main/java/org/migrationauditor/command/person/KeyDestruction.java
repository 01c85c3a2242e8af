package org.migrationauditor.command.person;

import org.migrationauditor.messages.person.PersonId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Destroys keys; only the owner of the database may. */
public final class KeyDestruction {
  private final JdbcClient owner;

  public KeyDestruction(JdbcClient owner) {
    this.owner = owner;
  }

  /** Removes a person's name and key; that there was somebody stays. */
  public void destroy(PersonId id) {
    owner
        .sql(
            """
            UPDATE event_store.person SET name = NULL, key = NULL, erased_at = clock_timestamp()
            WHERE person_id = :id AND key IS NOT NULL
            """)
        .param("id", id.value())
        .update();
  }

  /**
   * Writes the table anew, without the rows that were destroyed; outside of any transaction. What
   * older transactions that are still open might see stays until the next time.
   */
  public void compact() {
    owner.sql("VACUUM FULL event_store.person").update();
  }
}
