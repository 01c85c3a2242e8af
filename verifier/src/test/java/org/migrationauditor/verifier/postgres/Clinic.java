package org.migrationauditor.verifier.postgres;

import java.sql.SQLException;

/** A database with something of every kind in it, which every version since 9.6 takes. */
final class Clinic {
  private static final String SCHEMA =
      """
      CREATE SCHEMA lab;
      CREATE TYPE lab.mood AS ENUM ('sad', 'fair', 'happy');
      CREATE DOMAIN lab.code AS text NOT NULL DEFAULT 'x' CHECK (length(VALUE) < 9);
      CREATE TYPE lab.pair AS (a integer, b text);
      CREATE TYPE lab.span AS RANGE (subtype = float8);
      CREATE SEQUENCE lab.numbers INCREMENT 5;
      SELECT setval('lab.numbers', 42);
      CREATE TABLE patient (
        pk bigint PRIMARY KEY, name text NOT NULL, born date, weight float8, height real, spot point,
        scores float8[], mood lab.mood, moods lab.mood[], at timestamptz DEFAULT now(),
        took interval, raw bytea, price money, amount numeric(10,2), code lab.code, pair lab.pair,
        info jsonb, small smallint DEFAULT 0, flag boolean, net inet, id uuid, page xml,
        clock time with time zone, bits bit(3), note varchar(20) COLLATE "POSIX");
      CREATE TABLE study (
        pk bigint PRIMARY KEY, patient_fk bigint REFERENCES patient (pk) ON DELETE CASCADE,
        uid varchar(64) NOT NULL, CONSTRAINT one_uid UNIQUE (uid), CHECK (pk > 0 AND uid <> ''));
      CREATE INDEX study_patient ON study (patient_fk);
      CREATE INDEX study_low ON study (lower(uid)) WHERE pk > 10;
      CREATE UNLOGGED TABLE cache (k text, v text);
      CREATE TABLE empty ();
      CREATE VIEW recent AS SELECT s.uid, p.name FROM study s JOIN patient p ON p.pk = s.patient_fk
        WHERE p.born > '1990-01-01' AND s.pk = ANY (ARRAY[1, 2]);
      CREATE MATERIALIZED VIEW counted AS SELECT count(*) AS n FROM study WITH NO DATA;
      CREATE FUNCTION twice(n integer DEFAULT 2) RETURNS integer LANGUAGE sql IMMUTABLE
        AS 'SELECT n * 2';
      CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
      CREATE AGGREGATE total(integer) (SFUNC = int4pl, STYPE = integer, INITCOND = '0');
      CREATE TRIGGER touch BEFORE UPDATE ON study FOR EACH ROW EXECUTE PROCEDURE stamp();
      CREATE RULE quiet AS ON DELETE TO cache DO INSTEAD NOTHING;
      GRANT SELECT ON patient TO clinician;
      GRANT ALL ON study TO clinician WITH GRANT OPTION;
      GRANT UPDATE (note) ON patient TO PUBLIC;
      REVOKE EXECUTE ON FUNCTION twice(integer) FROM PUBLIC;
      GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader;
      GRANT USAGE ON SCHEMA lab TO reader;
      GRANT SELECT ON ALL SEQUENCES IN SCHEMA lab TO reader;
      """;

  private static final String ROWS =
      """
      INSERT INTO patient
        SELECT i, 'Doe^' || i, date '1980-01-01' + i, i / 7.0, i / 3.0, point(i / 3.0, -i),
          ARRAY[i / 9.0, 'NaN', NULL], (ARRAY['sad', 'fair', 'happy']::lab.mood[])[1 + i % 3],
          ARRAY['sad', 'fair']::lab.mood[],
          timestamptz '2020-03-29 01:30:00.123456+01' + i * interval '1 hour',
          i * interval '1 day 2 hours', decode(md5(i::text), 'hex'), (i::numeric * 1.01)::money,
          i * 1.5, 'c' || i % 10, ROW(i, E'tab\\t\\\\' || i)::lab.pair,
          json_build_object('b', i, 'a', NULL)::jsonb, i % 100, i % 2 = 0, '10.0.0.1',
          md5(i::text)::uuid, '<a/>', '12:00:00+02', B'101', 'v'
        FROM generate_series(1, 300) i ORDER BY {order};
      INSERT INTO patient (pk, name, at, note) VALUES (2000, '', NULL, NULL), (2001, E'a\\nb', NULL, '');
      INSERT INTO study SELECT i, i, '1.2.' || i FROM generate_series(1, 200) i ORDER BY {order};
      INSERT INTO cache
        SELECT k, v FROM (VALUES (1, 'a', NULL), (2, 'a', NULL), (3, 'a', '')) AS t (i, k, v)
        ORDER BY {order};
      INSERT INTO empty DEFAULT VALUES;
      INSERT INTO empty DEFAULT VALUES;
      REFRESH MATERIALIZED VIEW counted;
      SELECT lo_create(777);
      SELECT lo_put(777, 0, decode(repeat('ab', 3000), 'hex'));
      """;

  private Clinic() {}

  /** A new database whose rows were put in from the first to the last. */
  static String ascending(PostgresServer server) throws SQLException {
    return filled(server, "i");
  }

  /** One with the same rows, put in from the last to the first, some of them more than once. */
  static String descending(PostgresServer server) throws SQLException {
    String database = filled(server, "i DESC");
    server.run(
        database,
        """
        UPDATE patient SET weight = weight + 1 WHERE pk < 50;
        UPDATE patient SET weight = (pk / 7.0) WHERE pk < 50;
        DELETE FROM study WHERE pk > 100;
        INSERT INTO study SELECT i, i, '1.2.' || i FROM generate_series(101, 200) i;
        ALTER TABLE study ADD COLUMN gone text DEFAULT 'x';
        ALTER TABLE study DROP COLUMN gone;
        """);
    return database;
  }

  private static String filled(PostgresServer server, String order) throws SQLException {
    String database = server.database();
    server.run(database, SCHEMA);
    server.run(database, ROWS.replace("{order}", order));
    return database;
  }
}
