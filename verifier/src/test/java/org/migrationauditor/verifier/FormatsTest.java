package org.migrationauditor.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Trial.Outcome;

/** Every column that is written is described, and none else. */
final class FormatsTest {
  private static final Path PAGE = Path.of("../docs/formats.md");
  private static final Pattern COLUMN = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

  @TempDir private Path dir;

  @Test
  void thePageDescribesEveryColumn() throws Exception {
    Outcome outcome = Trial.ofASmallArchive(dir, View.FILES).compare();

    assertThat(described("Columns of an inventory"))
        .isEqualTo(columns(outcome.before().manifest().hex()));
    assertThat(described("Columns of findings"))
        .isEqualTo(columns(outcome.summary().manifest().hex()));
  }

  private static List<String> described(String section) throws Exception {
    String page = Files.readString(PAGE);
    String from = page.substring(page.indexOf("### " + section) + 1);
    int end = from.indexOf("\n#");
    return COLUMN.matcher(from.substring(0, end)).results().map(FormatsTest::name).toList();
  }

  private static String name(MatchResult column) {
    return column.group(1);
  }

  private List<String> columns(String manifest) throws Exception {
    List<String> columns = new ArrayList<>();
    try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = database.createStatement();
        ResultSet described =
            statement.executeQuery(
                "DESCRIBE SELECT * FROM '%s'"
                    .formatted(dir.resolve("manifests/" + manifest + ".parquet")))) {
      while (described.next()) {
        columns.add(described.getString(1));
      }
    }
    return columns;
  }
}
