package org.migrationauditor.query.readmodel;

import javax.sql.DataSource;

/**
 * Who may change the shape of schema {@code read_model}, and who works in it.
 *
 * @param dataSource connects as the owner of the database; used at start only
 * @param applicationRole PostgreSQL role of the application, which reads and writes the rows
 */
public record ReadModelOwner(DataSource dataSource, String applicationRole) {}
