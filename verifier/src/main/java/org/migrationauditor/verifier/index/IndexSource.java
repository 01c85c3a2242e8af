package org.migrationauditor.verifier.index;

import java.io.IOException;
import org.migrationauditor.messages.inventory.View;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.inventory.InventorySource;

/**
 * The metadata index of Kaapana: Elasticsearch 6.8 or OpenSearch 2, one document per series. An
 * entry is the record of a series; its key is {@code <study>/<series>}, and it has no digest. Only
 * four fields of a document are asked for, none of them of a patient.
 *
 * <p>A search that gives fewer or more documents than the index counts before and after it, or to
 * which a shard did not answer, leaves an incomplete {@code ./}.
 */
final class IndexSource implements InventorySource {
  private static final int PAGE = 1000;

  private final Web web;
  private final int page;

  /** An index; {@code web} is at its address. */
  IndexSource(Web web) {
    this(web, PAGE);
  }

  /**
   * @param page documents that are asked for at once, at most 10,000
   */
  IndexSource(Web web, int page) {
    this.web = web;
    this.page = page;
  }

  @Override
  public View view() {
    return View.METADATA_INDEX;
  }

  @Override
  public String place() {
    return web.place();
  }

  @Override
  public void list(Listing listing) throws IOException, InterruptedException {
    new SeriesList(web, page, listing).list();
  }
}
