package org.migrationauditor.verifier.dicomweb;

import java.io.IOException;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.dicom.PseudonymKey;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * A PACS as QIDO-RS lists it, study by study. An entry's key is {@code <study>/<series>/<sop>}; it
 * has no digest, since what WADO-RS gives are never the bytes of the file: the archive merges what
 * its database holds into them. With content, an entry has the structure and the pixel digest of
 * what was retrieved in the stored transfer syntax; the digest of the whole answer says nothing
 * about the archive and is not kept.
 *
 * <p>A search that does not end, or ends before the archive's own count, leaves an incomplete
 * {@code <study>/} or {@code ./}. dcm4chee is best listed through an AE that hides nothing.
 */
final class DicomWebSource implements InventorySource {
  private final Web web;
  private final Search search;
  private final Instances instances;

  /**
   * A PACS.
   *
   * @param key turns patients into pseudonyms
   * @param content whether each instance is retrieved and read
   */
  DicomWebSource(Web web, PseudonymKey key, boolean content) {
    this(web, new Search(web), key, content);
  }

  DicomWebSource(Web web, Search search, PseudonymKey key, boolean content) {
    this.web = web;
    this.search = search;
    instances = new Instances(key, content ? new Retrieval(web, new DicomReader(key)) : null);
  }

  @Override
  public View view() {
    return View.DICOMWEB;
  }

  @Override
  public String place() {
    return web.place();
  }

  @Override
  public boolean listsCheaply() {
    return false;
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    new StudyList(web, search, instances, listing).list();
  }
}
