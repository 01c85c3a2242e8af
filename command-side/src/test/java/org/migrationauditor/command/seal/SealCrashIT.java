package org.migrationauditor.command.seal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.command.store.DatabaseAccess;
import org.migrationauditor.command.store.EventStoreSchema;
import org.migrationauditor.command.store.TestDatabase;
import org.migrationauditor.evidence.NoteSigner;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Two processes store and seal at once and are killed, or lose their connection, at any moment: the
 * log has every event once, and leads to every head that was ever signed.
 */
final class SealCrashIT {
  private static final int KILLS = 3;
  private static final int LOST_CONNECTIONS = 40;

  private final DatabaseAccess access = TestDatabase.empty();
  private final Random random = new Random(5);
  private final AtomicBoolean done = new AtomicBoolean();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  @TempDir private Path temporary;
  private NoteSigner signer;
  private Path key;
  private DataSource application;

  @BeforeEach
  void prepare() throws Exception {
    EventStoreSchema.migrate(access);
    signer =
        new NoteSigner(
            "host.example/migration-log",
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
    key = Files.writeString(temporary.resolve("key"), signer.secret());
    application =
        new DriverManagerDataSource(
            access.url(), access.applicationUser(), access.applicationPassword());
  }

  @Test
  void killedProcessesNeitherLoseNorDoubleAnEventNorForkTheLog() throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      Process one = start("one");
      Process other = start("other");
      read(one, 1 + random.nextInt(20));
      read(other, 1 + random.nextInt(20));
      Thread.sleep(random.nextInt(20));
      one.toHandle().destroyForcibly();
      Thread.sleep(random.nextInt(5));
      other.toHandle().destroyForcibly();
      read(one, Integer.MAX_VALUE);
      read(other, Integer.MAX_VALUE);
      one.waitFor();
      other.waitFor();
    }

    assertEveryEventIsSealedOnceAndEveryHeadStands();
  }

  @Test
  void soDoThoseThatLoseTheirConnectionInTheMiddle() throws Exception {
    CompletableFuture<Void> sealing = CompletableFuture.runAsync(this::sealUntilDone);
    for (int lost = 0; lost < LOST_CONNECTIONS; lost++) {
      Thread.sleep(random.nextInt(30));
      endConnections();
      int signed = heads.size();
      while (lost % 4 == 0 && heads.size() == signed && !sealing.isDone()) {
        Thread.sleep(1); // a slow machine seals nothing between two others
      }
    }
    done.set(true);
    sealing.join();

    assertEveryEventIsSealedOnceAndEveryHeadStands();
  }

  private void endConnections() {
    TestDatabase.owner(access)
        .sql(
            """
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND usename = :user
            """)
        .param("user", access.applicationUser())
        .query(row -> {});
  }

  private void sealUntilDone() {
    while (!done.get()) {
      try {
        JdbcClient.create(application)
            .sql(SealingProcess.NEXT_EVENT)
            .param("migration", "night")
            .update();
        sealer().seal().ifPresent(note -> heads.add(note.toString()));
      } catch (RuntimeException e) {
        assertThat(e).isNotInstanceOf(BrokenLogException.class);
      }
    }
  }

  private void assertEveryEventIsSealedOnceAndEveryHeadStands() {
    sealer().seal();
    LogVerdict verdict =
        new LogAudit(application, new JdbcTransactionManager(application), signer.key())
            .verify(heads, leaves -> {});
    long stored =
        TestDatabase.owner(access)
            .sql("SELECT count(*) FROM event_store.domain_event")
            .query(Long.class)
            .single();

    assertThat(verdict.flaws()).isEmpty();
    assertThat(verdict.events()).isEqualTo(stored);
    assertThat(verdict.unsealed()).isZero();
    assertThat(heads).as("heads that were signed").hasSizeGreaterThan(5);
  }

  private Sealer sealer() {
    return new Sealer(
        application,
        new JdbcTransactionManager(application),
        () -> KeyRing.of(signer),
        Optional.empty());
  }

  private Process start(String migration) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            SealingProcess.class.getName(),
            access.url(),
            access.applicationUser(),
            access.applicationPassword(),
            key.toString(),
            migration)
        .redirectError(temporary.resolve(migration + ".err").toFile())
        .start();
  }

  /** Keeps the next heads that a process signs, fewer if it ends before; the last may be half. */
  private void read(Process process, int most) throws IOException {
    BufferedReader lines = process.inputReader(UTF_8);
    for (int i = 0; i < most; i++) {
      String line = lines.readLine();
      if (line == null) {
        return;
      }
      if (line.endsWith("|")) {
        heads.add(line.replace('|', '\n'));
      }
    }
  }
}
