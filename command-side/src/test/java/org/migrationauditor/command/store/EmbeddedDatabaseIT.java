package org.migrationauditor.command.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

final class EmbeddedDatabaseIT {
  @TempDir static Path unpacked;
  @TempDir Path home;

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  private final List<DatabaseUser> users = new ArrayList<>();

  @BeforeAll
  static void unpackOnce() throws IOException {
    ServerPrograms.in(unpacked);
  }

  @BeforeEach
  void programsAreThere() throws IOException {
    Files.createDirectory(folder(), PosixFilePermissions.asFileAttribute(PRIVATE));
    Files.createSymbolicLink(folder().resolve("server"), unpacked.resolve("server"));
  }

  @AfterEach
  void leaveNoServer() throws Exception {
    for (DatabaseUser user : users) {
      user.kill();
    }
    if (Files.exists(folder().resolve("data"))) {
      EmbeddedDatabase.open(folder()).close();
    }
    assertThat(running()).isFalse();
    if (Files.isSymbolicLink(folder().resolve("server"))) {
      Files.delete(folder().resolve("server"));
    }
  }

  @Test
  void writesThroughAndListensToThisMachineOnly() throws IOException {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder())) {
      assertThat(setting(database, "fsync")).isEqualTo("on");
      assertThat(setting(database, "full_page_writes")).isEqualTo("on");
      assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
      assertThat(setting(database, "data_checksums")).isEqualTo("on");
      assertThat(setting(database, "listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(setting(database, "unix_socket_directories")).isEmpty();
      assertThat(setting(database, "server_encoding")).isEqualTo("UTF8");
      assertThat(setting(database, "log_timezone")).isEqualTo("UTC");
      assertThat(
              owner(database)
                  .sql("SELECT datlocale FROM pg_database WHERE datname = current_database()")
                  .query(String.class)
                  .single())
          .isEqualTo("C.UTF-8");
      assertThat(permissions(folder().resolve("data"))).isEqualTo("rwx------");
      assertThat(permissions(folder().resolve("passwords"))).isEqualTo("rw-------");
      assertThat(folder().resolve("postgresql.log")).isNotEmptyFile();
      assertThat(database.access().toString())
          .doesNotContain(database.access().ownerPassword())
          .doesNotContain(database.access().applicationPassword());
    }
  }

  @Test
  void letsNobodyInWithoutTheRightPassword() {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder())) {
      DatabaseAccess access = database.access();
      assertThatThrownBy(
              () -> DriverManager.getConnection(access.url(), access.ownerUser(), "guess"))
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void keepsWhatWasStoredWhenItIsOpenedAgain() {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder())) {
      owner(database).sql("CREATE TABLE kept AS SELECT 'ü' AS letter").update();
    }
    assertThat(running()).isFalse();
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder())) {
      assertThat(owner(database).sql("SELECT letter FROM kept").query(String.class).single())
          .isEqualTo("ü");
    }
  }

  @Test
  void mayBeOpenedTwiceByOneProcess() {
    EmbeddedDatabase first = EmbeddedDatabase.open(folder());
    try (EmbeddedDatabase second = EmbeddedDatabase.open(folder())) {
      assertThat(second.access()).isEqualTo(first.access());
      first.close();
      first.close();
      assertThat(setting(second, "fsync")).isEqualTo("on");
    }
    assertThat(running()).isFalse();
  }

  @Test
  void processesThatComeAtOnceShareOneServerAndTheLastStopsIt() throws Exception {
    DatabaseUser one = user();
    DatabaseUser two = user();
    DatabaseUser three = user();
    String url = one.url();
    assertThat(two.url()).isEqualTo(url);
    assertThat(three.url()).isEqualTo(url);

    one.leave();
    assertThat(running()).isTrue();
    two.kill();
    assertThat(running()).isTrue();
    three.leave();
    assertThat(running()).isFalse();
  }

  @Test
  void aServerWhoseLastUserWasKilledIsUsedAgain() throws Exception {
    DatabaseUser killed = user();
    String url = killed.url();
    killed.kill();
    assertThat(running()).isTrue();

    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder())) {
      assertThat(database.access().url()).isEqualTo(url);
      assertThat(setting(database, "fsync")).isEqualTo("on");
    }
    assertThat(running()).isFalse();
  }

  @Test
  void aServerThatWasKilledIsStartedAgainAndLosesNothing() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder())) {
      owner(database).sql("CREATE TABLE kept (a int)").update();
      owner(database).sql("INSERT INTO kept VALUES (1)").update();
      server().destroyForcibly();
      server().onExit().get(1, TimeUnit.MINUTES);
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder())) {
      assertThat(owner(database).sql("SELECT a FROM kept").query(Integer.class).single())
          .isEqualTo(1);
    }
  }

  @Test
  void aNumberThatAnotherProcessHasNowIsNoServer() throws Exception {
    EmbeddedDatabase.open(folder()).close();
    long other = ProcessHandle.current().pid(); // as after a reboot
    Files.writeString(
        folder().resolve("data/postmaster.pid"),
        "%d\n%s\n1700000000\n5432\n\n127.0.0.1\n  0  0\nready\n"
            .formatted(other, folder().resolve("data")));

    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder())) {
      assertThat(setting(database, "fsync")).isEqualTo("on");
    }
  }

  @Test
  void aDatabaseThatWasCutShortInTheMakingIsMadeAnew() throws Exception {
    Files.delete(folder().resolve("server")); // the link only
    Files.createDirectories(folder().resolve("data.new/base"));
    Files.createDirectories(folder().resolve("server/unpacking/bin"));
    Files.writeString(folder().resolve("data.new/PG_VERSION"), "18\n");

    try (EmbeddedDatabase database = EmbeddedDatabase.open(folder())) {
      assertThat(setting(database, "fsync")).isEqualTo("on");
    }
    assertThat(folder().resolve("data.new")).doesNotExist();
    assertThat(folder().resolve("server/unpacking")).doesNotExist();
  }

  @Test
  void saysInOneSentenceWhyTheServerDoesNotStart() throws Exception {
    EmbeddedDatabase.open(folder()).close();
    Path control = folder().resolve("data/global/pg_control");
    Path aside = Files.move(control, control.resolveSibling("aside"));

    assertThatThrownBy(() -> EmbeddedDatabase.open(folder()))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageStartingWith("database '%s': PostgreSQL did not start (".formatted(folder()))
        .hasMessageContaining("; no event was stored, see '")
        .message()
        .hasLineCount(1);

    Files.move(aside, control);
    EmbeddedDatabase.open(folder()).close();
  }

  @Test
  void makesAFolderThatNobodyElseReads() throws IOException {
    Path fresh = home.resolve("a").resolve("b");
    EmbeddedDatabase.open(fresh).close();

    assertThat(permissions(fresh)).isEqualTo("rwx------");
  }

  @Test
  void saysWhenTheFolderCannotBeMade() throws IOException {
    Path file = Files.createFile(home.resolve("file"));

    assertThatThrownBy(() -> EmbeddedDatabase.open(file.resolve("postgres")))
        .isInstanceOf(DatabaseUnavailableException.class)
        .hasMessageStartingWith("database '%s/postgres': ".formatted(file))
        .hasMessageEndingWith("; no event was stored, look at the folder and try again");
  }

  private Path folder() {
    return home.resolve("postgres folder"); // with a blank, as homes may have
  }

  private DatabaseUser user() throws IOException {
    DatabaseUser user = DatabaseUser.start(folder());
    users.add(user);
    return user;
  }

  private boolean running() {
    try {
      return new PostmasterFile(folder().toRealPath().resolve("data")).inUse();
    } catch (IOException e) {
      return false; // there is no folder
    }
  }

  private ProcessHandle server() throws IOException {
    String pid = Files.readAllLines(folder().resolve("data/postmaster.pid")).getFirst().strip();
    return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
  }

  private static JdbcClient owner(EmbeddedDatabase database) {
    return TestDatabase.owner(database.access());
  }

  private static String setting(EmbeddedDatabase database, String name) {
    return owner(database)
        .sql("SELECT current_setting(:name)")
        .param("name", name)
        .query(String.class)
        .single();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
