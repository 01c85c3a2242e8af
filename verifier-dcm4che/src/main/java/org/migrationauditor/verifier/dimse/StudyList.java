package org.migrationauditor.verifier.dimse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.Tag;

/**
 * All studies of an archive, once. C-FIND knows no pages, and servers cap what they give, with an
 * error or without a word; so studies are asked for by ranges of dates that are halved until an
 * answer is short. A list of all of them, which alone has those without a date, checks the ranges.
 */
final class StudyList {
  private static final int FEW = 200; // less than the caps that archives come with
  private static final int MANY = 100_000; // of one day, or without a date
  private static final int MAX_STUDIES = 2_000_000;
  private static final int MAX_QUERIES = 200_000;
  private static final int LOST_IN_A_ROW = 3;
  private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
  private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

  private final Pacs pacs;
  private final Instances instances;
  private final Set<String> seen = new HashSet<>();
  private final List<String> problems = new ArrayList<>();
  private boolean answered;
  private boolean heedsDates = true;
  private int queries;
  private int lost;
  private long unnamed;
  private long refusedDays;

  StudyList(Pacs pacs, Instances instances) {
    this.pacs = pacs;
    this.instances = instances;
  }

  /**
   * Lists every instance of every study.
   *
   * @throws DimseException if no list of studies can be had
   */
  void list() throws DimseException, InterruptedException {
    try {
      byDate(FIRST, LAST);
      all();
    } catch (DimseException e) {
      if (!answered) {
        throw e;
      }
      problems.add("studies could not be listed to the end: the server " + e.clause());
    }
    if (refusedDays > 0) {
      problems.add("the server lists not all studies of %d days".formatted(refusedDays));
    }
    if (unnamed > 0) {
      problems.add("%d studies have no Study Instance UID".formatted(unnamed));
    }
    if (!problems.isEmpty()) {
      instances.unlisted("./", String.join("; ", problems));
    }
  }

  private void byDate(LocalDate first, LocalDate last) throws DimseException, InterruptedException {
    boolean day = first.equals(last);
    List<Match> found = new ArrayList<>();
    int most = day ? MANY : FEW;
    Ending ending =
        ask(
            Query.studies(first, last),
            match -> {
              found.add(match);
              return found.size() <= most;
            });
    if (day || ending.complete()) {
      expectAnAnswer(ending);
      for (Match match : found) {
        study(match);
      }
      refusedDays += ending.complete() ? 0 : 1;
      return;
    }
    heedsDates &= found.stream().allMatch(match -> within(match, first, last));
    LocalDate middle = first.plusDays((last.toEpochDay() - first.toEpochDay()) / 2);
    if (heedsDates) {
      byDate(first, middle);
    }
    if (heedsDates) {
      byDate(middle.plusDays(1), last);
    }
  }

  /** A server that has refused whatever it was asked, down to one day, does not merely cap. */
  private void expectAnAnswer(Ending ending) throws DimseException {
    answered |= ending.complete();
    if (!answered) {
      throw DimseException.passing("is asked for studies and " + ending.clause());
    }
  }

  private static boolean within(Match match, LocalDate first, LocalDate last) {
    String date = match.text(Tag.StudyDate);
    return date == null
        || !date.matches("[0-9]{8}")
        || (date.compareTo(Query.date(first)) >= 0 && date.compareTo(Query.date(last)) <= 0);
  }

  /** Lists what no range of dates has, and looks for what only they have. */
  private void all() throws DimseException, InterruptedException {
    Set<String> dated = new HashSet<>(seen);
    List<Match> others = new ArrayList<>();
    Ending ending =
        ask(
            Query.studies(),
            match -> {
              String study = match.uid(Tag.StudyInstanceUID);
              dated.remove(study);
              if (study == null || !seen.contains(study)) {
                others.add(match);
              }
              return others.size() <= MANY;
            });
    answered |= ending.complete();
    for (Match match : others) {
      study(match);
    }
    if (!ending.complete()) {
      problems.add(
          "studies without a date may be missing, since of all studies the server "
              + ending.clause());
    } else if (!dated.isEmpty()) {
      problems.add(
          "%d studies that are listed by date are not in the list of all".formatted(dated.size()));
    }
  }

  private Ending ask(Attributes query, Pacs.Found found)
      throws DimseException, InterruptedException {
    if (++queries > MAX_QUERIES) {
      throw DimseException.passing(
          "has not listed its studies after %d queries".formatted(MAX_QUERIES));
    }
    return pacs.find(query, found);
  }

  private void study(Match match) throws DimseException, InterruptedException {
    String study = match.uid(Tag.StudyInstanceUID);
    if (study == null) {
      unnamed++;
    } else if (seen.add(study)) {
      if (seen.size() > MAX_STUDIES) {
        throw DimseException.passing("names more than %d studies".formatted(MAX_STUDIES));
      }
      lost = new StudyInstances(pacs, instances, study, match).list() ? 0 : lost + 1;
      if (lost == LOST_IN_A_ROW) {
        throw DimseException.passing("broke off in %d studies in a row".formatted(lost));
      }
    }
  }
}
