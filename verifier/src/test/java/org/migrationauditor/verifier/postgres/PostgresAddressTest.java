package org.migrationauditor.verifier.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresAddressTest {
  @Test
  void readsAnAddress() {
    assertThat(of("postgresql://db.example.org:5433/pacsdb?user=auditor"))
        .isEqualTo(new PostgresAddress("db.example.org", 5433, "pacsdb", "auditor"));
  }

  @Test
  void whatIsLeftOutIsAsKaapanaHasIt() {
    assertThat(of("postgresql://[::1]/pacsdb"))
        .isEqualTo(new PostgresAddress("[::1]", 5432, "pacsdb", "pacs"))
        .hasToString("postgresql://[::1]:5432/pacsdb");
  }

  @Test
  void aUserMayHaveAPasswordOfItsOwn() {
    assertThat(PostgresScheme.passwordOf("kaapanauser"))
        .isEqualTo("AUDITOR_POSTGRES_PASSWORD_KAAPANAUSER");
    assertThat(PostgresScheme.passwordOf("a.b@c")).isEqualTo("AUDITOR_POSTGRES_PASSWORD_A_B_C");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "pacsdb",
        "mysql://host/pacsdb",
        "postgresql://host",
        "postgresql://host/",
        "postgresql://host/a/b",
        "postgresql:///pacsdb",
        "postgresql://pacs@host/pacsdb",
        "postgresql://host/pacsdb?socketFactory=evil",
        "postgresql://host/pacsdb?user=a&password=s3cret",
        "postgresql://host/pacs%64b",
        "postgresql://host,other/pacsdb",
        "postgresql://host/pacsdb#x",
        "postgresql://host name/pacsdb",
      })
  void refusesWhatIsNone(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(text))
        .withMessageContaining("is none of a database")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("s3cret"));
  }

  private static PostgresAddress of(String text) {
    return PostgresAddress.of(text, "pacsdb:postgresql://localhost:5432/pacsdb", "pacs");
  }
}
