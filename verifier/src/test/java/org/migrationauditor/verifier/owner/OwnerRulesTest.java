package org.migrationauditor.verifier.owner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.ContentDigest;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.DicomContext;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.DicomStructure;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.Ownership;
import org.migrationauditor.verifier.inventory.Recorded;

class OwnerRulesTest {
  private static final ContentDigest DIGEST = new ContentDigest("%064x".formatted(1));

  @TempDir private Path dir;

  @Test
  void theFirstRuleThatIsMetDecides() throws Exception {
    OwnerRules rules =
        rules(
            """
            owners:
              - owner: Trial A
                protocol: [A-1, "A-2*"]
                institution: "*Clinic"
              - owner: Scanner
                source-aet: CT?
              - owner: Sponsor
                sponsor: S
                receiving-aet: KAAPANA
              - owner: Incoming
                prefix: incoming/
            """);

    assertThat(owner(rules, file("x", "A-22", "S", "CT1", "KAAPANA", "My Clinic")))
        .isEqualTo("Trial A");
    assertThat(owner(rules, file("x", "A-22", "S", "CT1", "KAAPANA", "Clinic B")))
        .isEqualTo("Scanner");
    assertThat(owner(rules, file("x", "A-1", "S", "CT22", "KAAPANA", null))).isEqualTo("Sponsor");
    assertThat(owner(rules, file("incoming/x", null, "S", null, null, null))).isEqualTo("Incoming");
    assertThat(owner(rules, file("outgoing/incoming/x", null, null, null, null, null)))
        .isEqualTo("unassigned");
  }

  @Test
  void withoutRulesTheArchiveItselfTells() {
    assertThat(owner(OwnerRules.OF_THE_ARCHIVE, file("x", "A", null, null, null, null)))
        .isEqualTo("A");
    assertThat(owner(OwnerRules.OF_THE_ARCHIVE, object("b/x", "bucket:b"))).isEqualTo("bucket:b");
  }

  @Test
  void rulesMayLetEachValueNameItsOwner() throws Exception {
    OwnerRules rules =
        rules(
            """
            owners:
              - owner: Trial A
                protocol: A
              - each: protocol
              - each: bucket
                bucket: project-*
              - each: institution
            """);

    assertThat(owner(rules, file("x", "B", null, null, null, "Clinic"))).isEqualTo("B");
    assertThat(owner(rules, file("x", null, null, null, null, "Clinic")))
        .isEqualTo("institution:Clinic");
    assertThat(owner(rules, file("x", null, null, null, null, " "))).isEqualTo("unassigned");
    assertThat(owner(rules, object("project-a/x", "bucket:project-a")))
        .isEqualTo("bucket:project-a");
    assertThat(owner(rules, object("uploads/x", "bucket:uploads"))).isEqualTo("unassigned");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unassigned", "PLATFORM", " whole migration", "bucket:a", "institution:Clinic"})
  void nobodyCallsHimselfWhatMeansSomethingElse(String protocol) throws Exception {
    OwnerRules rules = rules("owners: [{each: protocol}]");
    assertThat(owner(rules, file("x", protocol, null, null, null, null)))
        .isEqualTo("protocol:" + protocol);
  }

  @Test
  void nobodyCallsHimselfAnOwnerThatRulesName() throws Exception {
    OwnerRules rules = rules("owners: [{owner: Trial A, source-aet: CT}, {each: protocol}]");
    assertThat(owner(rules, file("x", "Trial A", null, "MR", null, null)))
        .isEqualTo("protocol:Trial A");
  }

  @Test
  void whatWasNotReadIsNobodysWhereItsContentDecides() throws Exception {
    OwnerRules rules =
        rules(
            "owners: [{owner: In, prefix: in/}, {owner: A, institution: A, prefix: a/},"
                + " {owner: Rest}]");

    assertThat(owner(rules, unread("in/x"))).isEqualTo("In");
    assertThat(owner(rules, unread("a/x"))).isEqualTo("unassigned");
    assertThat(owner(rules, unread("b/x"))).isEqualTo("Rest");
    assertThat(owner(rules, recorded("a/x", "trial"))).isEqualTo("unassigned");
    assertThat(owner(rules, object("a/x", "bucket:a"))).isEqualTo("Rest");
  }

  @ParameterizedTest
  @CsvSource({
    "a*b*c,aXbYc,true",
    "a*b*c,aXbYcZ,false",
    "*,'',true",
    "?,a,true",
    "?,'',false",
    "**a,bba,true",
    "a,A,false",
    "[a-z]+,abc,false",
    ".*,abc,false"
  })
  void aGlobIsNoMoreThanStarsAndQuestionMarks(String pattern, String text, boolean matches) {
    assertThat(new Glob(pattern).matches(text)).isEqualTo(matches);
  }

  /** With backtracking into every star this would take longer than the sun shines. */
  @Test
  void manyStarsAreMatchedInNoTime() {
    assertThat(new Glob("*a".repeat(100) + "b").matches("a".repeat(4096))).isFalse();
  }

  @Test
  void rulesAreNamedByTheirSha256() throws Exception {
    OwnerRules rules = rules("owners: [{owner: A}]");
    assertThat(rules.name()).matches("[0-9a-f]{64}").isEqualTo(String.valueOf(rules.digest()));
    assertThat(OwnerRules.OF_THE_ARCHIVE.name()).isEqualTo("archive");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|is empty",
        "a: [|is no YAML in line 1",
        "owners: []|has 0 rules, where 1 to 500 may be",
        "owners: x|owners is no list",
        "[1]|the file is no map",
        "owners: [x]|rule 1 is no map",
        "{owners: [{owner: A}], more: x}|the file has a field that is none of owners",
        "owners: [{owner: A, regex: x}]|rule 1 has a field that is none of",
        "owners: [{prefix: a}]|rule 1 must have either an owner or an each",
        "owners: [{owner: A, each: bucket}]|rule 1 must have either an owner or an each",
        "owners: [{each: modality}]|rule 1: each is none of protocol, sponsor,",
        "owners: [{owner: Unassigned}]|rule 1: 'Unassigned' is no owner's name",
        "owners: [{owner: ' '}]|rule 1, owner is not a text of 1 to 240 visible characters",
        "owners: [{owner: \"a\\eb\"}]|rule 1, owner is not a text of 1 to 240 visible characters",
        "owners: [{owner: A, prefix: []}]|rule 1, prefix has 0 values",
        "owners: [{owner: A, bucket: {b: c}}]|rule 1, bucket is no list",
        "owners: [{owner: A, bucket: [[b]]}]|is nested deeper than 4",
        "owners: [{owner: A}, {owner: B}]|rule 1 is met by every entry",
        "owners: [&x {owner: A}]|has an anchor or an alias",
        "owners: [{owner: A, owner: B}]|has a name twice",
      })
  void refusesWhatIsNoFileOfRules(String yaml, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules(yaml))
        .withMessageStartingWith("owners '%s': ", dir.resolve("rules.yaml"))
        .withMessageContaining(message)
        .withMessageEndingWith("; nothing was read, docs/owners.md says how rules are written");
  }

  @Test
  void refusesWhatIsHugeOrNotThere() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules("#".repeat(2 << 20)))
        .withMessageContaining("is larger than 1 MiB");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> rules("[".repeat(200_000)))
        .withMessageContaining("is nested deeper than 4");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnerRulesReader.read(dir.resolve("no")))
        .withMessageContaining("cannot be read");
  }

  private OwnerRules rules(String yaml) throws IOException {
    return OwnerRulesReader.read(
        Files.writeString(dir.resolve("rules.yaml"), yaml, StandardCharsets.UTF_8));
  }

  private static String owner(OwnerRules rules, InventoryEntry entry) {
    return rules.ownerOf(entry).value();
  }

  private static InventoryEntry file(
      String key,
      @Nullable String protocol,
      @Nullable String sponsor,
      @Nullable String source,
      @Nullable String receiving,
      @Nullable String institution) {
    DicomContext context =
        new DicomContext(
            null, null, institution, source, receiving, sponsor, List.of(), List.of(), null);
    DicomEntry dicom =
        new DicomEntry(
            "1",
            "1",
            "1",
            "1",
            "1",
            "CT",
            null,
            null,
            null,
            null,
            null,
            context,
            DicomStructure.SOUND);
    return new InventoryEntry(
        key,
        EntryKind.INSTANCE,
        1,
        DIGEST,
        Ownership.ofProtocol(protocol),
        dicom,
        Recorded.NOTHING,
        true,
        "");
  }

  private static InventoryEntry recorded(String key, String protocol) {
    return new InventoryEntry(
        key,
        EntryKind.INSTANCE,
        1,
        null,
        Ownership.ofProtocol(protocol),
        new DicomEntry("1", "1", "1", "1", "1", "CT"),
        Recorded.NOTHING,
        true,
        "");
  }

  private static InventoryEntry object(String key, String owner) {
    return InventoryEntry.read(key, EntryKind.OBJECT, 1, DIGEST, new OwnerKey(owner));
  }

  private static InventoryEntry unread(String key) {
    return InventoryEntry.incomplete(key, EntryKind.FILE, 1, OwnerKey.UNASSIGNED, "access denied");
  }
}
