package org.migrationauditor.query.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.migrationauditor.query.Story;
import org.springframework.jdbc.core.simple.JdbcClient;

final class UnavailableIT {
  @Test
  void pagesAndJsonSayInOneSentenceThatTheDatabaseDoesNotAnswer(@TempDir Path folder)
      throws Exception {
    try (PagesServer server = new PagesServer(folder, List.of(Story.events()))) {
      server.projector().stop();
      JdbcClient.create(server.owner()).sql("DROP SCHEMA read_model CASCADE").update();

      for (String target : List.of("/api/migrations", "/api/migrations/site-a")) {
        PagesServer.Answer json = server.get(target);
        assertThat(json.status()).isEqualTo(503);
        assertThat(json.head()).contains("Content-Type: application/json");
        assertThat(json.body())
            .isEqualTo(
                "{\"error\":\"the database does not answer, so nothing can be told; start it and ask"
                    + " again\"}");
      }
      PagesServer.Answer page = server.get("/migrations/site-a");
      assertThat(page.status()).isEqualTo(503);
      assertThat(page.body())
          .contains("the database does not answer, so nothing can be shown")
          .doesNotContain("SQL", "Exception", "read_model");
    }
  }
}
