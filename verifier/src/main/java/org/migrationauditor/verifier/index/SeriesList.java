package org.migrationauditor.verifier.index;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.verifier.dicom.DicomEntry;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.http.WebException;
import org.migrationauditor.verifier.inventory.EntryKind;
import org.migrationauditor.verifier.inventory.InventoryEntry;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;
import org.migrationauditor.verifier.inventory.Ownership;
import org.migrationauditor.verifier.inventory.Recorded;
import org.migrationauditor.verifier.inventory.UnreadEntry;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * All documents that name a series, in the order of its UID, page after page behind the last one of
 * each page; a plain offset would end at 10,000.
 */
final class SeriesList {
  private static final String JSON = "application/json";
  private static final JsonFactory FACTORY = new JsonFactory();

  private final Web web;
  private final int size;
  private final Listing listing;
  private String last = "";
  private long documents;
  private long unnamed;
  private long twins;
  private boolean whole = true;

  /**
   * @param size documents of a page
   */
  SeriesList(Web web, int size, Listing listing) {
    this.web = web;
    this.size = size;
    this.listing = listing;
  }

  /**
   * Lists them.
   *
   * @throws IOException if the index cannot be counted or not even be begun with
   */
  void list() throws IOException, InterruptedException {
    long before = count();
    List<String> problems = new ArrayList<>();
    try {
      pages();
      long after = count();
      if (before != after) {
        problems.add("documents became %d from %d meanwhile".formatted(after, before));
      } else if (documents != after) {
        problems.add("%d of %d counted documents name a series".formatted(documents, after));
      }
    } catch (WebException e) {
      if (documents == 0) {
        throw e;
      }
      problems.add("could not be listed to the end: the server " + e.clause());
    }
    if (!whole) {
      problems.add("not every part of the index answered");
    }
    if (unnamed > 0) {
      problems.add("%d documents have no UIDs".formatted(unnamed));
    }
    if (twins > 0) {
      problems.add("%d documents are of the series of another".formatted(twins));
    }
    if (!problems.isEmpty()) {
      tell(
          InventoryEntry.incomplete(
              "./", EntryKind.DIRECTORY, 0, OwnerKey.UNASSIGNED, String.join("; ", problems)));
    }
  }

  private long count() throws IOException, InterruptedException {
    Page page = web.get("/_count", JSON, Page::read);
    Page.expect(page.count() >= 0);
    whole &= page.whole();
    return page.count();
  }

  private void pages() throws IOException, InterruptedException {
    Page page;
    do {
      page = web.post("/_search", JSON, search(), Page::read);
      whole &= page.whole();
      for (Document document : page.documents()) {
        found(document);
      }
    } while (!page.documents().isEmpty());
  }

  private String search() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("size", size);
      json.writeArrayPropertyStart("_source");
      json.writeString(Field.STUDY_INSTANCE_UID);
      json.writeString(Field.SERIES_INSTANCE_UID);
      json.writeString(Field.MODALITY);
      json.writeString(Field.CLINICAL_TRIAL_PROTOCOL_ID);
      json.writeEndArray();
      json.writeObjectPropertyStart("query");
      json.writeObjectPropertyStart("exists");
      json.writeStringProperty("field", order());
      json.writeEndObject();
      json.writeEndObject();
      json.writeArrayPropertyStart("sort");
      json.writeStartObject();
      json.writeObjectPropertyStart(order());
      json.writeStringProperty("order", "asc");
      json.writeStringProperty("unmapped_type", "keyword"); // of an index that is still empty
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndArray();
      if (!last.isEmpty()) {
        json.writeArrayPropertyStart("search_after");
        json.writeString(last);
        json.writeEndArray();
      }
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String order() {
    return Field.SERIES_INSTANCE_UID + ".keyword";
  }

  private void found(Document document) throws IOException, InterruptedException {
    String sort = document.sort();
    if (sort == null || sort.isEmpty() || sort.compareTo(last) < 0) {
      throw WebException.senseless("answers out of order");
    }
    boolean twin = sort.equals(last);
    last = sort;
    documents++;
    String study = document.uid(Field.STUDY_INSTANCE_UID);
    if (twin) {
      twins++;
    } else if (study == null || !sort.equals(document.uid(Field.SERIES_INSTANCE_UID))) {
      unnamed++;
    } else {
      tell(entry(study, sort, document));
    }
  }

  private static InventoryEntry entry(String study, String series, Document document) {
    @Nullable String modality = document.value(Field.MODALITY);
    return new InventoryEntry(
        study + "/" + series,
        EntryKind.SERIES,
        InventoryEntry.UNKNOWN_BYTES,
        null,
        Ownership.ofProtocol(document.value(Field.CLINICAL_TRIAL_PROTOCOL_ID)),
        new DicomEntry(study, series, null, null, null, modality),
        Recorded.NOTHING,
        true,
        "");
  }

  private void tell(InventoryEntry entry) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    listing.found(UnreadEntry.settled(entry));
  }
}
