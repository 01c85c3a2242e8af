package org.migrationauditor.command.store;

/**
 * Where the database is, and the two roles that this program has there. Printing it shows no
 * password.
 *
 * @param url JDBC URL of one PostgreSQL database, without user and password
 * @param applicationUser role that adds and reads events; it owns nothing
 * @param ownerUser role that owns the schemas and makes the application's role; used at start only
 */
public record DatabaseAccess(
    String url,
    String applicationUser,
    String applicationPassword,
    String ownerUser,
    String ownerPassword) {
  @Override
  public String toString() {
    return "DatabaseAccess[url=%s, applicationUser=%s, ownerUser=%s, passwords=***]"
        .formatted(place(), applicationUser, ownerUser);
  }

  /** The URL without its options, which may hold secrets. */
  String place() {
    int options = url.indexOf('?');
    return options < 0 ? url : url.substring(0, options);
  }
}
