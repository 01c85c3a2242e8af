package org.migrationauditor.verifier.dicomweb;

import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.migrationauditor.verifier.http.Answer;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.http.WebException;
import org.migrationauditor.verifier.inventory.InventorySource.Listing;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * All studies of an archive, once. Of more studies than an offset reaches, those with a date are
 * listed by ranges of dates; whether there are others only the archive's count can tell.
 */
final class StudyList {
  private static final int MAX_STUDIES = 2_000_000;
  private static final String ORDER = "orderby=StudyInstanceUID";
  private static final Set<String> TAGS = Set.of(Tag.STUDY_INSTANCE_UID, Tag.INSTANCES_OF_STUDY);
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private final Web web;
  private final Search search;
  private final Instances instances;
  private final Listing listing;
  private final Set<String> seen = new HashSet<>();
  private long unnamed;

  StudyList(Web web, Search search, Instances instances, Listing listing) {
    this.web = web;
    this.search = search;
    this.instances = instances;
    this.listing = listing;
  }

  /**
   * Lists every instance of every study.
   *
   * @throws IOException if not even the first studies can be listed
   */
  void list() throws IOException, InterruptedException {
    String problem;
    try {
      problem = problem();
    } catch (WebException e) {
      if (seen.isEmpty()) {
        throw e;
      }
      problem = "studies could not be listed to the end: the server " + e.clause();
    }
    if (!problem.isEmpty()) {
      instances.unlisted("./", problem, listing);
    }
  }

  private String problem() throws IOException, InterruptedException {
    Search.End end = search.run("/studies", ORDER, TAGS, this::page);
    if (end == Search.End.TOO_FAR) {
      end = byDate(FIRST, LAST).or(Search.End.REPEATED);
    }
    if (unnamed > 0) {
      return "%d studies have no Study Instance UID".formatted(unnamed);
    }
    return switch (end) {
      case REACHED -> "";
      case HELD_BACK -> "the server warns that it holds back studies";
      case REPEATED, TOO_FAR -> unproven();
    };
  }

  private Search.End byDate(LocalDate first, LocalDate last)
      throws IOException, InterruptedException {
    String range = "StudyDate=" + date(first) + "-" + date(last) + "&" + ORDER;
    Search.End end = search.run("/studies", range, TAGS, this::page);
    if (end != Search.End.TOO_FAR || first.equals(last)) {
      return end;
    }
    LocalDate middle = first.plusDays((last.toEpochDay() - first.toEpochDay()) / 2);
    return byDate(first, middle).or(byDate(middle.plusDays(1), last));
  }

  private static String date(LocalDate date) {
    return DateTimeFormatter.BASIC_ISO_DATE.format(date);
  }

  /** A listing without an end is one all the same if the archive counts as many. */
  private String unproven() throws IOException, InterruptedException {
    long counted;
    try {
      counted = web.get("/studies/count", "application/json", StudyList::count);
    } catch (WebException e) {
      return "%d studies are listed without an end, and the server counts none"
          .formatted(seen.size());
    }
    return counted == seen.size()
        ? ""
        : "%d studies are listed, and the server counts %d".formatted(seen.size(), counted);
  }

  private static long count(Answer answer) throws IOException {
    if (answer.status() != 200) {
      throw answer.failure();
    }
    return answer.json(StudyList::count);
  }

  private static long count(JsonParser json) throws IOException {
    long count = -1;
    json.nextToken();
    while (json.nextToken() == JsonToken.PROPERTY_NAME) {
      boolean wanted = json.currentName().equals("count");
      if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && wanted) {
        count = json.getValueAsLong();
      } else {
        json.skipChildren();
      }
    }
    return count;
  }

  private void page(List<Match> page) throws IOException, InterruptedException {
    for (Match match : page) {
      study(match);
    }
  }

  private void study(Match match) throws IOException, InterruptedException {
    String study = match.uid(Tag.STUDY_INSTANCE_UID);
    if (study == null) {
      unnamed++;
    } else if (seen.add(study)) {
      if (seen.size() > MAX_STUDIES) {
        throw WebException.senseless("names more than %d studies".formatted(MAX_STUDIES));
      }
      new StudyInstances(search, instances, listing, study, match.number(Tag.INSTANCES_OF_STUDY))
          .list();
    }
  }
}
