package org.migrationauditor.verifier.dimse;

import java.io.IOException;
import java.time.Duration;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * A PACS as C-FIND lists it: studies by ranges of dates, then its series, then their instances. An
 * entry's key is {@code <study>/<series>/<sop>}, as that of QIDO-RS; it has neither size nor
 * digest, which C-FIND does not tell.
 *
 * <p>A query that does not end with success, or ends before the archive's own count, leaves an
 * incomplete {@code <study>/} or {@code ./}. dcm4chee is best asked through an AE that hides
 * nothing.
 */
final class DimseSource implements InventorySource {
  private final DimseAddress address;
  private final PseudonymKey key;
  private final Duration patience;

  /**
   * A PACS.
   *
   * @param key turns patients into pseudonyms
   * @param patience for which it may be silent
   */
  DimseSource(DimseAddress address, PseudonymKey key, Duration patience) {
    this.address = address;
    this.key = key;
    this.patience = patience;
  }

  @Override
  public View view() {
    return View.DIMSE;
  }

  @Override
  public String place() {
    return address.toString();
  }

  @Override
  public boolean listsCheaply() {
    return false;
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    try (Pacs pacs = new Pacs(address, patience)) {
      pacs.echo();
      new StudyList(pacs, new Instances(key, listing)).list();
    }
  }
}
