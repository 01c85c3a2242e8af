package org.migrationauditor.verifier.postgres;

/**
 * How one kind of object is defined. Together the kinds tell a database's schema, each object by
 * one text, which no setting of the server and no order of creation changes.
 *
 * <p>The SQL gives: the kind in the key, the names in the key, the text (null of what vanished
 * meanwhile), whether the text holds an expression that the server wrote anew from its parsed form,
 * the owner and the grants (null where the kind has none).
 */
enum Definition {
  /** What the order and the equality of texts depend on. */
  DATABASE(
      """
      SELECT 'database', ARRAY['properties'], json_build_array(pg_encoding_to_char(encoding),
        lower(replace(datcollate, '-', '')), lower(replace(datctype, '-', '')))::text,
        false, NULL, NULL
      FROM pg_database WHERE datname = current_database()
      """),

  /** Owner and grants of {@code public} are the server's own choice, another since 15. */
  SCHEMA(
      """
      SELECT 'schema', ARRAY[n.nspname::text], n.nspname::text, false,
        CASE WHEN n.nspname <> 'public' THEN pg_get_userbyid(n.nspowner) END,
        CASE WHEN n.nspname <> 'public' THEN %s END
      FROM pg_namespace n WHERE %s AND %s
      """
          .formatted(
              Sql.grants("n.nspacl", "n", "n.nspowner"),
              Sql.OF_USERS,
              Sql.noMember("pg_namespace", "n.oid"))),

  /** Tables, views, foreign tables and composite types by their columns. */
  RELATION(
      """
      SELECT CASE WHEN c.relkind IN ('v', 'm') THEN 'view' WHEN c.relkind = 'c' THEN 'type'
             ELSE 'table' END,
        ARRAY[n.nspname::text, c.relname::text],
        json_build_array(c.relkind::text, c.relpersistence::text, c.relrowsecurity,
          c.relforcerowsecurity, c.relispopulated, c.relreplident::text,
          (SELECT array_agg(o ORDER BY o COLLATE "C") FROM unnest(c.reloptions) o),
          CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END,
          (SELECT array_agg(i.inhparent::regclass::text ORDER BY i.inhseqno)
           FROM pg_inherits i WHERE i.inhrelid = c.oid),
          {partition},
          (SELECT json_build_array(s.srvname, f.ftoptions) FROM pg_foreign_table f
           JOIN pg_foreign_server s ON s.oid = f.ftserver WHERE f.ftrelid = c.oid),
          (SELECT json_agg(json_build_array(a.attname, format_type(a.atttypid, a.atttypmod),
              a.attnotnull,
              CASE WHEN a.attcollation <> t.typcollation THEN (
                SELECT k.collname FROM pg_collation k WHERE k.oid = a.attcollation) END,
              {column}) ORDER BY a.attnum)
           FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
           WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))::text,
        false, pg_get_userbyid(c.relowner),
        concat_ws(',', %s,
          (SELECT string_agg(a.attname || '(' || %s || ')', ',' ORDER BY a.attnum)
           FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attacl IS NOT NULL))
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') AND c.relpersistence <> 't' AND %s AND %s
      """
          .formatted(
              Sql.grants("c.relacl", "r", "c.relowner"),
              Sql.grants("a.attacl", "c", "c.relowner"),
              Sql.OF_USERS,
              Sql.noMember("pg_class", "c.oid"))),

  DEFAULT(
      """
      SELECT 'default', ARRAY[n.nspname::text, c.relname::text, a.attname::text],
        pg_get_expr(d.adbin, d.adrelid), true, NULL, NULL
      FROM pg_attrdef d JOIN pg_class c ON c.oid = d.adrelid
        JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relpersistence <> 't' AND NOT a.attisdropped AND %s AND %s
      """
          .formatted(Sql.OF_USERS, Sql.noMember("pg_class", "c.oid"))),

  /** Those that forbid NULL are told with the column; triggers with the triggers. */
  CONSTRAINT(
      """
      SELECT 'constraint', ARRAY[n.nspname::text, coalesce(c.relname, t.typname)::text,
          o.conname::text],
        json_build_array(pg_get_constraintdef(o.oid), o.convalidated)::text,
        o.contype IN ('c', 'x'), NULL, NULL
      FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace
        LEFT JOIN pg_class c ON c.oid = o.conrelid LEFT JOIN pg_type t ON t.oid = o.contypid
      WHERE o.contype IN ('p', 'u', 'f', 'c', 'x') AND c.relpersistence IS DISTINCT FROM 't'
        AND %s AND %s AND %s
      """
          .formatted(
              Sql.OF_USERS, Sql.noMember("pg_class", "c.oid"), Sql.noMember("pg_type", "t.oid"))),

  /** An index of a constraint is told with that. */
  INDEX(
      """
      SELECT 'index', ARRAY[n.nspname::text, c.relname::text, i.relname::text],
        json_build_array(pg_get_indexdef(x.indexrelid), x.indisvalid, x.indisready)::text,
        x.indexprs IS NOT NULL OR x.indpred IS NOT NULL, NULL, NULL
      FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class c ON c.oid = x.indrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relpersistence <> 't' AND %s AND %s AND NOT EXISTS (
        SELECT 1 FROM pg_constraint o WHERE o.conindid = x.indexrelid AND o.contype IN ('p', 'u', 'x'))
      """
          .formatted(Sql.OF_USERS, Sql.noMember("pg_class", "c.oid"))),

  /** Since version 11 a trigger executes a function, before it executed a procedure. */
  TRIGGER(
      """
      SELECT 'trigger', ARRAY[n.nspname::text, c.relname::text, g.tgname::text],
        json_build_array(
          replace(pg_get_triggerdef(g.oid), ' EXECUTE PROCEDURE ', ' EXECUTE FUNCTION '),
          g.tgenabled::text)::text,
        g.tgqual IS NOT NULL, NULL, NULL
      FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE NOT g.tgisinternal AND %s AND %s
      """
          .formatted(Sql.OF_USERS, Sql.noMember("pg_class", "c.oid"))),

  RULE(
      """
      SELECT 'rule', ARRAY[n.nspname::text, c.relname::text, r.rulename::text],
        json_build_array(pg_get_ruledef(r.oid), r.ev_enabled::text)::text, true, NULL, NULL
      FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE r.rulename <> '_RETURN' AND %s AND %s
      """
          .formatted(Sql.OF_USERS, Sql.noMember("pg_class", "c.oid"))),

  POLICY(
      """
      SELECT 'policy', ARRAY[n.nspname::text, c.relname::text, p.polname::text],
        json_build_array(p.polcmd::text, coalesce(to_json(p) ->> 'polpermissive', 'true'),
          (SELECT array_agg(r.name ORDER BY r.name COLLATE "C") FROM (
             SELECT CASE o WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(o)) END AS name
             FROM unnest(p.polroles) o) r),
          pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))::text,
        true, NULL, NULL
      FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE %s AND %s
      """
          .formatted(Sql.OF_USERS, Sql.noMember("pg_class", "c.oid"))),

  /** Query of a view. */
  QUERY(
      """
      SELECT 'query', ARRAY[n.nspname::text, c.relname::text], pg_get_viewdef(c.oid), true,
        NULL, NULL
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('v', 'm') AND c.relpersistence <> 't' AND %s AND %s
      """
          .formatted(Sql.OF_USERS, Sql.noMember("pg_class", "c.oid"))),

  FUNCTION(
      """
      SELECT 'function', ARRAY[n.nspname::text,
          f.proname || '(' || oidvectortypes(f.proargtypes) || ')'],
        json_build_array(l.lanname, format_type(f.prorettype, NULL), f.proretset,
          f.provolatile::text, f.proisstrict, f.prosecdef, f.proleakproof, f.proconfig,
          to_json(f) ->> 'proparallel', f.proargnames, f.proargmodes::text,
          (SELECT array_agg(format_type(a.type, NULL) ORDER BY a.nth)
           FROM unnest(f.proallargtypes) WITH ORDINALITY AS a (type, nth)),
          format_type(f.provariadic, NULL), f.prosrc, f.probin,
          pg_get_expr(f.proargdefaults, 0), {function},
          (SELECT json_build_array(a.aggtransfn::text, a.aggfinalfn::text,
             format_type(a.aggtranstype, NULL), a.agginitval, a.aggkind::text, a.aggnumdirectargs,
             a.aggsortop::regoper::text)
           FROM pg_aggregate a WHERE a.aggfnoid = f.oid))::text,
        f.proargdefaults IS NOT NULL OR {function} IS NOT NULL, pg_get_userbyid(f.proowner), %s
      FROM pg_proc f JOIN pg_namespace n ON n.oid = f.pronamespace
        JOIN pg_language l ON l.oid = f.prolang
      WHERE %s AND %s
      """
          .formatted(
              Sql.grants("f.proacl", "f", "f.proowner"),
              Sql.OF_USERS,
              Sql.noPart("pg_proc", "f.oid"))),

  /** Enumerations, domains and ranges; constraints of a domain are apart. */
  TYPE(
      """
      SELECT 'type', ARRAY[n.nspname::text, t.typname::text],
        json_build_array(t.typtype::text,
          (SELECT array_agg(u.enumlabel::text ORDER BY u.enumsortorder) FROM pg_enum u
           WHERE u.enumtypid = t.oid),
          CASE WHEN t.typbasetype <> 0 THEN format_type(t.typbasetype, t.typtypmod) END,
          t.typnotnull, pg_get_expr(t.typdefaultbin, 0),
          (SELECT json_build_array(format_type(r.rngsubtype, NULL), r.rngcanonical::text,
             r.rngsubdiff::text) FROM pg_range r WHERE r.rngtypid = t.oid))::text,
        t.typdefaultbin IS NOT NULL, pg_get_userbyid(t.typowner), NULL
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype IN ('e', 'd', 'r') AND %s AND %s
      """
          .formatted(Sql.OF_USERS, Sql.noMember("pg_type", "t.oid"))),

  /** Its version is left out: a newer server brings a newer one. */
  EXTENSION(
      """
      SELECT 'extension', ARRAY[x.extname::text], n.nspname::text, false, NULL, NULL
      FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace
      """);

  private final String sql;

  Definition(String sql) {
    this.sql = sql;
  }

  /** The statement for a server. */
  String sql(ServerVersion version) {
    return sql.replace(
            "{partition}",
            version.atLeast(10)
                ? "pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid)"
                : "NULL, NULL")
        .replace(
            "{column}",
            "%s, %s"
                .formatted(
                    version.atLeast(10) ? "a.attidentity::text" : "''",
                    version.atLeast(12) ? "a.attgenerated::text" : "''"))
        .replace("{function}", version.atLeast(14) ? "pg_get_function_sqlbody(f.oid)" : "NULL");
  }
}
