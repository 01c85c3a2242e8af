package org.migrationauditor.query.readmodel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.MigrationId;
import org.migrationauditor.messages.migration.Roles;
import org.migrationauditor.messages.migration.RolesNamed;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes and reads {@code named_person}. */
final class RoleRows {
  private static final String OPERATOR = "OPERATOR";
  private static final String APPROVER = "APPROVER";
  private static final String OWNER = "OWNER";

  private final JdbcClient jdbc;

  RoleRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those named before are named no more. */
  void name(RolesNamed event) {
    jdbc.sql("DELETE FROM read_model.named_person WHERE migration_id = :id")
        .param("id", event.migrationId().value())
        .update();
    Roles roles = event.roles();
    add(event.migrationId(), OPERATOR, "", roles.operators());
    add(event.migrationId(), APPROVER, "", roles.approvers());
    roles.owners().forEach((data, people) -> add(event.migrationId(), OWNER, data.value(), people));
  }

  Roles of(MigrationId id) {
    List<String> operators = new ArrayList<>();
    List<String> approvers = new ArrayList<>();
    Map<OwnerKey, List<String>> owners = new LinkedHashMap<>();
    jdbc.sql("SELECT * FROM read_model.named_person WHERE migration_id = :id ORDER BY position")
        .param("id", id.value())
        .query(
            row -> {
              String person = row.getString("person");
              switch (row.getString("role")) {
                case OPERATOR -> operators.add(person);
                case APPROVER -> approvers.add(person);
                default ->
                    owners
                        .computeIfAbsent(
                            new OwnerKey(row.getString("data")), d -> new ArrayList<>())
                        .add(person);
              }
            });
    return new Roles(operators, approvers, owners);
  }

  private void add(MigrationId id, String role, String data, List<String> people) {
    for (int i = 0; i < people.size(); i++) {
      jdbc.sql(
              """
              INSERT INTO read_model.named_person (migration_id, role, data, position, person)
              VALUES (:id, :role, :data, :position, :person)
              """)
          .param("id", id.value())
          .param("role", role)
          .param("data", Columns.text(data))
          .param("position", i)
          .param("person", Columns.text(people.get(i)))
          .update();
    }
  }
}
