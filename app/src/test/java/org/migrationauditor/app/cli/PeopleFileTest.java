package org.migrationauditor.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.migration.Roles;

final class PeopleFileTest {
  @TempDir private Path temporary;

  private Roles read(String yaml) throws IOException {
    return PeopleFile.read(Files.writeString(temporary.resolve("people.yaml"), yaml));
  }

  @Test
  void namesPeopleForEachRoleAndEachOwnersData() throws IOException {
    assertThat(
            read(
                "operators: [olga]\napprovers: [anna, anton]\nowners: {PROT-1: [max], '*': [eva]}"))
        .isEqualTo(
            new Roles(
                List.of("olga"),
                List.of("anna", "anton"),
                Map.of(new OwnerKey("PROT-1"), List.of("max"), Roles.ALL_DATA, List.of("eva"))));
  }

  @Test
  void reportsAreInTheLanguageOfTheirOwner() throws IOException {
    Roles roles = read("languages: {PROT-1: de, '*': en}");

    assertThat(roles.languageOf(new OwnerKey("PROT-1"))).isEqualTo("de");
    assertThat(roles.languageOf(new OwnerKey("PROT-2"))).isEqualTo("en");
    assertThat(read("languages: {'*': de}").languageOf(new OwnerKey("PROT-2"))).isEqualTo("de");
    assertThat(Roles.NONE.languageOf(Roles.ALL_DATA)).isEqualTo("en");
    assertThat(roles.about(new OwnerKey("PROT-2")).languages()).containsOnlyKeys(Roles.ALL_DATA);
  }

  @Test
  void aRoleThatIsLeftOutNamesNobody() throws IOException {
    assertThat(read("approvers: [anna]").operators()).isEmpty();
    assertThat(read("approvers:\nowners:")).isEqualTo(Roles.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "approver: [anna] | 'approver' is none of operators, approvers, owners, languages",
        "languages: {'*': fr} | 'languages' holds 'fr', which is none of en, de",
        "languages: {'*': [de]} | 'languages' holds '[de]', which is none of en, de",
        "languages: de | 'languages' does not give one for each owner of data",
        "languages: {'': de} | 'languages': an owner has 1 to 255 printable characters",
        "approvers: anna | 'approvers' is not a list such as [anna, anton]",
        "approvers: [[anna]] | 'approvers' holds '[anna]', which is no name",
        "operators: [1] | 'operators' holds '1', which is no name",
        "owners: [max] | 'owners' does not name people for each owner of data",
        "owners: {'': [max]} | 'owners': an owner has 1 to 255 printable characters",
        "[anna] | is not a list of 'name: value' lines",
        "a: [ | is no YAML"
      },
      quoteCharacter = '`')
  void whatNamesNobodyForSureIsRefused(String yaml, String why) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining(why)
        .hasMessageEndingWith("; nothing was recorded");
  }
}
