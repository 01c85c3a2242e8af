package org.migrationauditor.query.readmodel;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Takes everything out of the read models, so that whoever keeps them next fills them from the
 * first event: with names as they can be read by then. Works as the owner of the database, in the
 * caller's transaction.
 */
public final class ReadModelClearing {
  private static final String LOCKED = "55P03"; // lock_not_available, PostgreSQL appendix A

  private static final Duration CLAIM = Duration.ofSeconds(10); // as long as Axon's lasts

  private final JdbcClient owner;

  public ReadModelClearing(JdbcClient owner) {
    this.owner = owner;
  }

  /**
   * Refuses while a process keeps the read models, which has read names and would write them again.
   *
   * @throws IllegalStateException with a sentence for the reader; nothing was changed
   */
  public void requireUnkept() {
    if (!exists()) {
      return;
    }
    long claims =
        owner
            .sql(
                """
                SELECT count(*) FROM read_model.token_entry
                WHERE owner IS NOT NULL AND timestamp::timestamptz > :since::timestamptz
                """)
            .param("since", Instant.now().minus(CLAIM).toString())
            .query(Long.class)
            .single();
    if (claims > 0) {
      throw new IllegalStateException(
          "read model: another process keeps it up to date; nothing was erased, end './auditor"
              + " serve' and try again in 10 s");
    }
  }

  /**
   * Keeps every process from reading histories into them until the caller's transaction ends.
   *
   * @throws IllegalStateException as {@link #requireUnkept}, and while a replay goes on
   */
  public void hold() {
    if (!exists()) {
      return;
    }
    try {
      owner.sql("LOCK TABLE read_model.token_entry").update();
    } catch (DataAccessException e) {
      if (e.getRootCause() instanceof SQLException cause && LOCKED.equals(cause.getSQLState())) {
        throw new IllegalStateException(
            "read model: a replay goes on; nothing was erased, try again once it has ended", e);
      }
      throw e;
    }
    requireUnkept();
  }

  /**
   * Empties every table and what the database keeps in its statistics of them.
   *
   * @throws IllegalStateException as {@link #hold}
   */
  public void clear() {
    if (!exists()) {
      return;
    }
    hold();
    owner
        .sql(
            """
            SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') FROM pg_tables
            WHERE schemaname = 'read_model' AND tablename <> 'flyway_schema_history'
            """)
        .query(String.class)
        .optional()
        .ifPresent(tables -> owner.sql("TRUNCATE " + tables).update());
    if (atLeastPostgres18()) {
      owner
          .sql(
              """
              SELECT pg_clear_attribute_stats(schemaname, tablename, attname, inherited)
              FROM pg_stats WHERE schemaname = 'read_model'
              """)
          .query(row -> {});
    }
  }

  private boolean exists() {
    return owner
        .sql("SELECT to_regclass('read_model.token_entry') IS NOT NULL")
        .query(Boolean.class)
        .single();
  }

  private boolean atLeastPostgres18() {
    return owner
        .sql("SELECT current_setting('server_version_num')::int >= 180000")
        .query(Boolean.class)
        .single();
  }
}
