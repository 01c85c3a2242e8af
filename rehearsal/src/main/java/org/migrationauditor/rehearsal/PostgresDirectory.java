package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a PostgreSQL data directory looks like from outside; no server could start on it. */
final class PostgresDirectory {
  private static final long WAL_SEGMENT = 16L << 20;

  private final DatedFiles files;

  PostgresDirectory(DatedFiles files) {
    this.files = files;
  }

  /**
   * @param version content of {@code PG_VERSION}; before 10 the logs are {@code pg_xlog} and {@code
   *     pg_clog}
   * @param relations files per database, count
   */
  void write(Path data, String version, int relations) throws IOException {
    boolean old = version.startsWith("9.");
    files.text(data.resolve("PG_VERSION"), version + "\n");
    files.text(data.resolve("postgresql.conf"), "listen_addresses = '*'\nmax_connections = 100\n");
    files.text(data.resolve("pg_hba.conf"), "local all all trust\nhost all all all md5\n");
    files.text(data.resolve("pg_ident.conf"), "");
    files.noise(data.resolve("global/pg_control"), 8192);
    files.noise(data.resolve("global/pg_filenode.map"), 512);
    files.noise(data.resolve("global/1262"), 8192);
    for (String database : List.of("1", "13067", "16384")) {
      files.text(data.resolve("base").resolve(database).resolve("PG_VERSION"), version + "\n");
      for (int relation = 0; relation < relations; relation++) {
        Path file =
            data.resolve("base").resolve(database).resolve(Integer.toString(2600 + relation));
        files.noise(file, 8192 * (1 + relation % 3));
      }
    }
    files.noise(data.resolve(old ? "pg_clog/0000" : "pg_xact/0000"), 8192);
    files.sparse(
        data.resolve(old ? "pg_xlog" : "pg_wal").resolve("000000010000000000000001"),
        1 << 16,
        WAL_SEGMENT);
    files.noise(data.resolve("pg_multixact/offsets/0000"), 8192);
    for (String empty :
        List.of("pg_notify", "pg_snapshots", "pg_stat_tmp", "pg_tblspc", "pg_twophase")) {
      Files.createDirectories(data.resolve(empty));
    }
    files.mode(data, "rwx------");
  }
}
