package org.migrationauditor.verifier.dicom;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How one patient is named in paths: by PatientID, by parts of the name, by the birth date. Case,
 * accents, and whatever stands between words make no difference. Short ones are let be, since they
 * are in too many names: PatientIDs of less than three characters, parts of a name of one letter. A
 * UID is compared as a whole, as the numbers in it are nobody's.
 */
final class PatientWords {
  private static final int SHORTEST_ID = 3;
  private static final int SHORTEST_WORD = 2;
  private static final int SHORTEST_TOGETHER = 4;
  private static final int DOTS_OF_A_UID = 4;
  private static final int DATE_DIGITS = 8;
  private static final Pattern UID = Pattern.compile("[0-9]+(\\.[0-9]+){4,}");
  private static final Pattern ESCAPE = Pattern.compile("\\\\x([0-9A-Fa-f]{2})");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern MARKS = Pattern.compile("\\p{M}+");

  private final Set<String> words = new HashSet<>();
  private final Set<String> dates = new HashSet<>();
  private final String id;

  PatientWords(PatientDetails patient) {
    id = patient.patientId().toLowerCase(Locale.ROOT);
    for (String folded : folded(patient.patientId())) {
      add(squeezed(folded), SHORTEST_ID);
    }
    for (String form : patient.name().split("=", -1)) {
      folded(form).forEach(this::addName);
    }
    addDate(squeezed(patient.birthDate()));
  }

  /** Whether one of them stands in a part of a path. */
  boolean standIn(String part) {
    if (words.isEmpty() && dates.isEmpty()) {
      return false;
    }
    return (id.length() >= SHORTEST_ID && part.toLowerCase(Locale.ROOT).equals(id))
        || folded(part).stream().anyMatch(folded -> standInFolded(withoutUids(folded)));
  }

  private boolean standInFolded(String text) {
    SqueezedText squeezed = new SqueezedText(text);
    for (String word : words) { // no streams: this is done for every part of every file's path
      if (squeezed.holds(word)) {
        return true;
      }
    }
    for (String date : dates) {
      if (squeezed.text().contains(date)) {
        return true;
      }
    }
    return false;
  }

  private void addName(String name) {
    List<String> parts = new ArrayList<>();
    for (String component : name.split("\\^", -1)) {
      parts.add(squeezed(component));
      for (String word : NO_WORD.split(component, -1)) {
        add(word, word.codePoints().allMatch(c -> c < 0x80) ? SHORTEST_WORD : 1);
      }
    }
    if (parts.size() > 1 && !parts.get(0).isEmpty() && !parts.get(1).isEmpty()) {
      addTogether(parts.get(0), parts.get(1));
      addTogether(parts.get(0), parts.get(1).substring(0, 1));
    }
  }

  private void addTogether(String family, String given) {
    add(family + given, SHORTEST_TOGETHER);
    add(given + family, SHORTEST_TOGETHER);
  }

  private void add(String word, int shortest) {
    if (word.length() >= shortest) {
      words.add(word);
    }
  }

  private void addDate(String digits) {
    if (digits.length() != DATE_DIGITS || !digits.chars().allMatch(Character::isDigit)) {
      return;
    }
    String year = digits.substring(0, 4);
    String month = digits.substring(4, 6);
    String day = digits.substring(6);
    dates.addAll(List.of(digits, day + month + year, month + day + year));
    String shortYear = year.substring(2);
    words.addAll(
        List.of(
            shortYear + month + day,
            day + month + shortYear,
            month + day + shortYear,
            unpadded(day) + unpadded(month) + year));
  }

  private static String unpadded(String number) {
    return number.startsWith("0") ? number.substring(1) : number;
  }

  private static String withoutUids(String text) {
    return text.chars().filter(c -> c == '.').count() < DOTS_OF_A_UID
        ? text
        : UID.matcher(text).replaceAll("/");
  }

  private static String squeezed(String text) {
    return NO_WORD.matcher(text).replaceAll("");
  }

  /** In small letters without accents, and where there are umlauts also as they are spelled out. */
  private static List<String> folded(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    if (small.indexOf('\\') < 0 && small.chars().allMatch(c -> c < 0x80)) {
      return List.of(small);
    }
    String composed =
        Normalizer.normalize(
                ESCAPE.matcher(small).replaceAll(PatientWords::character), Normalizer.Form.NFC)
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss");
    String spelled = composed.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue");
    return List.of(bare(composed), bare(spelled));
  }

  /** A byte of no declared repertoire is most often one of Latin 1. */
  private static String character(MatchResult escape) {
    String character = Character.toString(Integer.parseInt(escape.group(1), 16));
    return character.equals("\\") || character.equals("$") ? "/" : character;
  }

  private static String bare(String text) {
    return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
  }

  @Override
  public String toString() {
    return "***";
  }
}
