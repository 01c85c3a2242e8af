package org.migrationauditor.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.migration.MigrationId;

final class RunLockIT {
  private static final MigrationId ID = new MigrationId("site-a");

  private final DatabaseAccess access = TestDatabase.empty();
  private final HikariDataSource pool = pool(access);

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void oneHoldsItAtATime() {
    RunLock lock = RunLock.tryAcquire(pool, ID).orElseThrow();

    assertThat(lock.held()).isTrue();
    assertThat(RunLock.tryAcquire(pool, ID)).isEmpty();

    lock.close();
    assertThat(lock.held()).isFalse();
    Optional<RunLock> next = RunLock.tryAcquire(pool, ID);
    assertThat(next).isPresent();
    next.get().close();
    lock.close();
  }

  @Test
  void migrationsDoNotWaitForEachOther() {
    try (RunLock mine = RunLock.tryAcquire(pool, ID).orElseThrow();
        RunLock other = RunLock.tryAcquire(pool, new MigrationId("site-b")).orElseThrow()) {
      assertThat(mine.held()).isTrue();
      assertThat(other.held()).isTrue();
    }
  }

  @Test
  void aRefusedTryCostsNoConnection() {
    try (RunLock lock = RunLock.tryAcquire(pool, ID).orElseThrow()) {
      for (int i = 0; i < 3 * pool.getMaximumPoolSize(); i++) {
        assertThat(RunLock.tryAcquire(pool, ID)).isEmpty();
      }
      assertThat(lock.held()).isTrue();
    }
  }

  @Test
  void isLostWithItsConnection() {
    try (RunLock lock = RunLock.tryAcquire(pool, ID).orElseThrow()) {
      TestDatabase.owner(access)
          .sql(
              """
              SELECT pg_terminate_backend(l.pid) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
              WHERE l.locktype = 'advisory' AND d.datname = current_database()
              """)
          .query()
          .listOfRows();

      assertThat(lock.held()).isFalse();
      try (RunLock next = RunLock.tryAcquire(pool, ID).orElseThrow()) {
        assertThat(next.held()).isTrue();
      }
    }
  }

  private static HikariDataSource pool(DatabaseAccess access) {
    EventStoreSchema.migrate(access);
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(access.url());
    pool.setUsername(access.applicationUser());
    pool.setPassword(access.applicationPassword());
    pool.setMaximumPoolSize(3);
    return pool;
  }
}
