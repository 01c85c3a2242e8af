package org.migrationauditor.reports.print;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Letters of Arabic in the form that each takes beside its neighbours, as Unicode's presentation
 * forms have them; compatible with the letters they stand for (NFKC).
 */
final class ArabicForms {
  private static final String LAM = "\u0644";
  private static final String ALEFS = "\u0622\u0623\u0625\u0627";
  private static final Map<String, Map<Form, Integer>> FORMS = forms();

  private ArabicForms() {}

  private enum Form {
    ISOLATED,
    FINAL,
    INITIAL,
    MEDIAL
  }

  /** The text with every letter in its form, still in the order in which it is read. */
  static String shaped(String text) {
    List<String> letters = letters(text);
    StringBuilder shaped = new StringBuilder();
    for (int i = 0; i < letters.size(); i++) {
      String letter = letters.get(i);
      boolean before = i > 0 && has(letters.get(i - 1), Form.INITIAL) && has(letter, Form.FINAL);
      boolean after =
          i + 1 < letters.size()
              && has(letter, Form.INITIAL)
              && has(letters.get(i + 1), Form.FINAL);
      Integer form = FORMS.getOrDefault(letter, Map.of()).get(form(before, after));
      if (form == null) {
        shaped.append(letter);
      } else {
        shaped.appendCodePoint(form);
      }
    }
    return shaped.toString();
  }

  private static Form form(boolean before, boolean after) {
    if (before) {
      return after ? Form.MEDIAL : Form.FINAL;
    }
    return after ? Form.INITIAL : Form.ISOLATED;
  }

  private static boolean has(String letter, Form form) {
    return FORMS.getOrDefault(letter, Map.of()).containsKey(form);
  }

  /** Characters one by one, but lam and alef, which are written as one letter, together. */
  private static List<String> letters(String text) {
    List<String> letters = new ArrayList<>();
    text.codePoints().mapToObj(Character::toString).forEach(letters::add);
    for (int i = 0; i + 1 < letters.size(); i++) {
      if (letters.get(i).equals(LAM) && ALEFS.contains(letters.get(i + 1))) {
        letters.set(i, LAM + letters.remove(i + 1));
      }
    }
    return letters;
  }

  private static Map<String, Map<Form, Integer>> forms() {
    Map<String, Map<Form, Integer>> forms = new HashMap<>();
    for (int c = 0xFB50; c <= 0xFEFC; c++) {
      Form form = form(Character.getName(c));
      String letter = Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC);
      boolean one = letter.length() == 1;
      boolean lamAlef = letter.length() == 2 && letter.startsWith(LAM) && c >= 0xFEF5;
      if (form != null && (one || lamAlef)) {
        forms.computeIfAbsent(letter, key -> new EnumMap<>(Form.class)).putIfAbsent(form, c);
      }
    }
    return forms;
  }

  private static @Nullable Form form(@Nullable String name) {
    if (name == null || !name.startsWith("ARABIC ") || !name.endsWith(" FORM")) {
      return null;
    }
    for (Form form : Form.values()) {
      if (name.endsWith(" %s FORM".formatted(form.name().toUpperCase(Locale.ROOT)))) {
        return form;
      }
    }
    return null;
  }
}
