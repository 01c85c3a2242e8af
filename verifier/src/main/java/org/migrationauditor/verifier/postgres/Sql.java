package org.migrationauditor.verifier.postgres;

/** Conditions and expressions that several queries share. Each catalog has its usual alias. */
final class Sql {
  /** Condition: schema {@code n} is none of the server's own. */
  static final String OF_USERS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

  private Sql() {}

  /** Condition: an object came with no extension, whose own version answers for what it made. */
  static String noMember(String catalog, String oid) {
    return noDependent(catalog, oid, "'e'");
  }

  /**
   * Condition: an object came with no extension and with no other object, as a range's casts do.
   */
  static String noPart(String catalog, String oid) {
    return noDependent(catalog, oid, "'e', 'i'");
  }

  private static String noDependent(String catalog, String oid, String types) {
    return """
        NOT EXISTS (SELECT 1 FROM pg_depend e WHERE e.classid = 'pg_catalog.%s'::regclass
          AND e.objid = %s AND e.deptype IN (%s))"""
        .formatted(catalog, oid, types);
  }

  /**
   * Who may do what beside the owner, a star after what may be passed on. MAINTAIN is left out:
   * servers before 17 do not know it and grant it with ALL since.
   *
   * @param type as {@code acldefault} takes it
   */
  static String grants(String acl, String type, String owner) {
    return """
        (SELECT string_agg(g.text, ',' ORDER BY g.text COLLATE "C") FROM (
          SELECT CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END
            || ':' || privilege_type || CASE WHEN is_grantable THEN '*' ELSE '' END AS text
          FROM aclexplode(coalesce(%1$s, acldefault('%2$s', %3$s)))
          WHERE grantee <> %3$s AND privilege_type <> 'MAINTAIN') g)"""
        .formatted(acl, type, owner);
  }
}
