package org.migrationauditor.verifier.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.http.StandIn;
import org.migrationauditor.verifier.http.WebException;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource;
import org.migrationauditor.verifier.inventory.InventorySourceContract;
import org.migrationauditor.verifier.inventory.Recorded;

final class IndexSourceTest extends InventorySourceContract {
  private final FakeIndex index = new FakeIndex();

  @AfterEach
  void close() {
    index.close();
  }

  @Override
  protected InventorySource filled() {
    index.series("1.2", "1.2.1");
    index.series("1.2", "1.2.2");
    index.series("1.3", "1.3.1");
    return index.source();
  }

  @Override
  protected Object state() {
    assertThat(index.asked())
        .allMatch(
            asked ->
                List.of("GET /meta-index/_count", "POST /meta-index/_search")
                    .contains(asked.method() + " " + asked.uri()));
    return new TreeMap<>(index.documents);
  }

  private List<String> problems() throws Exception {
    return index.entries().stream()
        .filter(entry -> !entry.complete())
        .map(entry -> entry.key() + " " + entry.problem())
        .toList();
  }

  @Test
  void listsMoreSeriesThanOneSearchMayGive() throws Exception {
    for (int i = 0; i < 10_500; i++) {
      index.series("1.2", "1.2." + i);
    }

    assertThat(index.entries()).hasSize(10_500).allMatch(InventoryEntry::complete);

    index.elasticsearch = true;
    assertThat(index.entries()).hasSize(10_500).allMatch(InventoryEntry::complete);
  }

  @Test
  void keepsWhatIsToldOfASeries() throws Exception {
    index.series("1.2", "1.2.1");
    index.documents.merge(
        "1.2.1",
        ",\"00080060 Modality_keyword\":\"CT\",\"00120020 ClinicalTrialProtocolID_keyword\":[\"a\",\"b\"]",
        String::concat);

    assertThat(index.entries())
        .containsExactly(
            new InventoryEntry(
                "1.2/1.2.1",
                EntryKind.SERIES,
                InventoryEntry.UNKNOWN_BYTES,
                null,
                new OwnerKey("a;b"),
                new DicomEntry("1.2", "1.2.1", null, null, null, "CT"),
                Recorded.NOTHING,
                true,
                ""));
  }

  @Test
  void asksForNothingOfAPatient() throws Exception {
    index.series("1.2", "1.2.1");
    index.entries();

    assertThat(index.asked()).filteredOn(asked -> asked.method().equals("POST")).isNotEmpty();
    assertThat(index.asked()).allMatch(asked -> !asked.body().contains("\"0010"));
  }

  @Test
  void anEmptyIndexHasNoEntries() throws Exception {
    assertThat(index.entries()).isEmpty();
  }

  @Test
  void aShardThatFailedOrATimeOutIsNoWholeListing() throws Exception {
    index.series("1.2", "1.2.1");
    index.failedShards = 1;
    assertThat(problems()).containsExactly("./ not every part of the index answered");
    index.failedShards = 0;
    index.timesOut = true;
    assertThat(problems()).containsExactly("./ not every part of the index answered");
  }

  @Test
  void whatIsCountedAndNotListedIsMissed() throws Exception {
    index.series("1.2", "1.2.1");
    index.unnamed = 2;
    assertThat(problems()).containsExactly("./ 1 of 3 counted documents name a series");

    index.arriving = 4;
    assertThat(problems()).containsExactly("./ documents became 7 from 3 meanwhile");
  }

  @Test
  void documentsThatAreNoneOfASeriesAreTold() throws Exception {
    index.series("1.2", "1.2.1");
    index.documents.put("1.2.1#again", FakeIndex.source("1.2", "1.2.1"));
    index.documents.put("1.2.2", FakeIndex.source("1.2", "1.2.3"));
    index.documents.put("1.2.4", FakeIndex.source("../x", "1.2.4"));
    index.documents.put("name", FakeIndex.source("1.2", "name"));

    assertThat(index.entries()).hasSize(2);
    assertThat(problems())
        .containsExactly("./ 3 documents have no UIDs; 1 documents are of the series of another");
  }

  @Test
  void anIndexThatRepeatsItsFirstPageIsNotListedForEver() throws Exception {
    index.series("1.2", "1.2.1");
    index.series("1.2", "1.2.2");
    index.repeats = true;

    assertThat(index.entries()).hasSize(3);
    assertThat(problems())
        .containsExactly("./ could not be listed to the end: the server answers out of order");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        "null",
        "{\"count\":\"1\"}",
        "{\"count\":1,\"hits\":[]}",
        "{\"count\":1,\"hits\":{\"hits\":[1]}}",
        "{\"count\":1,\"hits\":{\"hits\":[{\"sort\":[]}]}}",
        "{\"count\":1,\"hits\":{\"hits\":[{\"sort\":[[1]]}]}}",
        "{\"count\":1,\"hits\":{\"hits\":[{\"_source\":1}]}}",
        "{\"error\":\"x\""
      })
  void whatIsNoIndexIsNoListing(String body) {
    try (StandIn server = StandIn.answering((asked, exchange) -> StandIn.json(exchange, body))) {
      assertThatExceptionOfType(WebException.class)
          .isThrownBy(() -> open(server).list(entry -> {}));
    }
  }

  @Test
  void anIndexThatIsNotThereIsNoListing() {
    try (StandIn server =
        StandIn.answering(
            (asked, exchange) -> StandIn.send(exchange, 404, "a/json", "{}".getBytes(UTF_8)))) {
      assertThatExceptionOfType(WebException.class)
          .isThrownBy(() -> open(server).list(entry -> {}))
          .withMessage(
              "answers 404, it knows no such thing; nothing was read from it, check that the"
                  + " address names such an archive");
    }
  }

  private static InventorySource open(StandIn server) {
    Access access = new Access(Path.of("manifests"), new PseudonymKey(new byte[32]), name -> null);
    return new IndexScheme().open(server.address() + "/meta-index", access);
  }
}
