package org.migrationauditor.verifier.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Settings that everything a server writes as text depends on, and its patience, for the time of
 * one transaction. Those that a version does not have are left out, and those that are as they
 * should be, since not every user may set all of them.
 */
final class PinnedSettings {
  private static final Map<String, String> VALUES = new LinkedHashMap<>();

  static {
    VALUES.put("search_path", "pg_catalog"); // no name is written without its schema
    VALUES.put("datestyle", "ISO, YMD");
    VALUES.put("timezone", "UTC");
    VALUES.put("intervalstyle", "postgres");
    VALUES.put("extra_float_digits", "3");
    VALUES.put("bytea_output", "hex");
    VALUES.put("xmlbinary", "base64");
    VALUES.put("xmloption", "content");
    VALUES.put("lc_monetary", "C");
    VALUES.put("lc_numeric", "C");
    VALUES.put("lc_time", "C");
    VALUES.put("quote_all_identifiers", "off");
    VALUES.put("standard_conforming_strings", "on");
    VALUES.put("row_security", "off"); // rows that would be hidden are an error
    VALUES.put("zero_damaged_pages", "off"); // rows that are lost are an error
    VALUES.put("ignore_checksum_failure", "off");
    VALUES.put("lock_timeout", "60000");
    VALUES.put("statement_timeout", "0"); // a big table takes its time, silence is noticed
    VALUES.put("idle_in_transaction_session_timeout", "0");
    VALUES.put("transaction_timeout", "0");
  }

  private PinnedSettings() {}

  static void apply(Connection connection) throws SQLException {
    String rows =
        VALUES.entrySet().stream()
            .map(setting -> "('%s', '%s')".formatted(setting.getKey(), setting.getValue()))
            .collect(Collectors.joining(", "));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SELECT pg_catalog.set_config(v.name, v.value, true)
          FROM (VALUES %s) AS v (name, value)
          JOIN pg_catalog.pg_settings s ON pg_catalog.lower(s.name) OPERATOR(pg_catalog.=) v.name
          WHERE s.setting OPERATOR(pg_catalog.<>) v.value
          """
              .formatted(rows));
    }
  }
}
