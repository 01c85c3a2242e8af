package org.migrationauditor.verifier.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.Archives;

final class DimseAddressTest {
  @Test
  void namesBothTitlesTheHostAndThePort() {
    assertThat(DimseAddress.of("AUDITOR@DCM4CHEE@pacs.example.org:11112"))
        .isEqualTo(new DimseAddress("AUDITOR", "DCM4CHEE", "pacs.example.org", 11112));
    assertThat(DimseAddress.of("MY PACS@A@[::1]:104"))
        .isEqualTo(new DimseAddress("MY PACS", "A", "::1", 104))
        .hasToString("MY PACS@A@[::1]:104");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "DCM4CHEE@pacs:104",
        "A@B@pacs",
        "A@B@pacs:0",
        "A@B@pacs:65536",
        "A@B@pacs:1/x",
        " @B@pacs:104",
        "A@B@C@pacs:104",
        "SEVENTEEN-LETTERS@B@pacs:104",
        "A\\B@C@pacs:104"
      })
  void anythingElseIsNoAddress(String text) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> DimseAddress.of(text))
        .withMessageStartingWith("address of scheme 'dimse': '" + text + "' is no <calling AE>@");
  }

  @Test
  void theSchemeIsFoundByTheVerifier() {
    assertThat(Archives.view(Archives.address(new DimseScheme().example()))).isEqualTo(View.DIMSE);
  }
}
