package org.migrationauditor.verifier.pacsdb;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.migrationauditor.verifier.archive.Secrets;

/** One archive's database, and ways to put records into it. */
record PacsDatabase(PacsServer server, String name, PacsSchema schema) {
  static final String STUDY = "2.25.1";
  static final String SERIES = "2.25.2";
  private static final Secrets NO_SECRETS = secret -> null;

  PacsDatabaseSource source() {
    return new PacsDatabaseSource(server.address(name), NO_SECRETS);
  }

  void run(String sql) throws SQLException {
    try (Connection connection = server.connect(name);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A study with one series in it, both of primary key 1. */
  PacsDatabase withSeries() throws SQLException {
    run("INSERT INTO study (pk, study_iuid, patient_fk) VALUES (1, '%s', 1)".formatted(STUDY));
    run(
        "INSERT INTO series (pk, series_iuid, study_fk, inst_purge_state, modality)"
            + " VALUES (1, '%s', 1, 0, 'CT')".formatted(SERIES));
    return this;
  }

  /** An instance of series 1, whose UID is {@code 2.25.3.<pk>}. */
  PacsDatabase instance(int pk) throws SQLException {
    return instance(pk, schema.noExternalAet());
  }

  PacsDatabase instance(int pk, String externalAet) throws SQLException {
    run(
        "INSERT INTO instance (pk, sop_iuid, sop_cuid, series_fk, ext_retrieve_aet)"
            + " VALUES (%1$d, '2.25.3.%1$d', '1.2.840.10008.5.1.4.1.1.2', 1, %2$s)"
                .formatted(pk, externalAet));
    return this;
  }

  /**
   * A location.
   *
   * @param more columns and their values, such as {@code digest='AB'}, commas between
   */
  PacsDatabase location(int pk, int instance, String... more) throws SQLException {
    run(
        "INSERT INTO location (pk, instance_fk, storage_id, storage_path, object_size, tsuid, status,"
            + " object_type) VALUES (%1$d, %2$d, 'fs1', '2024/%1$d', 100, '1.2.840.10008.1.2.1', 0, 0)"
                .formatted(pk, instance));
    for (String column : more) {
      run("UPDATE location SET %s WHERE pk = %d".formatted(column, pk));
    }
    return this;
  }

  void metadata(int pk, int status) throws SQLException {
    run(
        "INSERT INTO metadata VALUES (%1$d, 'meta', 'series/%1$d.zip', 50, repeat('A', 32), %2$d)"
            .formatted(pk, status));
  }

  /** Digest of all rows of each table, and where each row lies, so that an update shows too. */
  List<String> state() throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Connection connection = server.connect(name);
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of(
              "patient",
              "study",
              "series",
              "instance",
              "location",
              "metadata",
              "uidmap",
              "rejected_instance")) {
        try (ResultSet row =
            statement.executeQuery(
                "SELECT count(*) || md5(string_agg(concat(t, ctid, xmin, xmax), ',' ORDER BY pk)) FROM %s t"
                    .formatted(table))) {
          row.next();
          tables.add(table + row.getString(1));
        }
      }
    }
    return tables;
  }
}
