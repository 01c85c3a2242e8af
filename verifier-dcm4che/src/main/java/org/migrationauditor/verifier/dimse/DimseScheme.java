package org.migrationauditor.verifier.dimse;

import java.time.Duration;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.archive.Access;
import org.migrationauditor.verifier.archive.ArchiveScheme;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * A PACS by C-FIND. The rest of an address is {@code <calling AE>@<called AE>@<host>:<port>}: the
 * title this program gives itself, which the PACS has to know, and the one it asks for.
 */
public final class DimseScheme implements ArchiveScheme {
  /** Big archives take their time for the first match of all studies. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Override
  public String scheme() {
    return "dimse";
  }

  @Override
  public View view() {
    return View.DIMSE;
  }

  @Override
  public String meaning() {
    return "a PACS as C-FIND lists it; AE titles of this program and of the PACS, host, port";
  }

  @Override
  public String example() {
    return "dimse:AUDITOR@DCM4CHEE@pacs.example.org:11112";
  }

  @Override
  public InventorySource open(String rest, Access access) {
    return new DimseSource(DimseAddress.of(rest), access.key(), PATIENCE);
  }
}
