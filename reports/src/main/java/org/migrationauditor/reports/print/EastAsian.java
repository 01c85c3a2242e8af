package org.migrationauditor.reports.print;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;

/**
 * Letters of Chinese, Japanese and Korean. Each stands by itself, reads from left to right and is
 * compatible with no other (NFKC), so a page may show them wherever there is a font for them.
 */
final class EastAsian {
  private static final int MIDDLE_DOT = 0x30FB; // between the parts of a name in Katakana
  private static final int FIRST_SYLLABLE = 0xAC00;
  private static final int LAST_SYLLABLE = 0xD7A3;

  /** What begins no line (JIS X 4051): marks of length and repetition, and small Kana. */
  private static final String BEGIN_NO_LINE = "ー・々ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ";

  /** What looks like a sign of Latin script: a dash, a stroke, a dot, an equals or plus sign. */
  private static final String IMITATING = "ー・ノニ一丨丶丿亅二十";

  private EastAsian() {}

  static boolean isLetter(int codePoint) {
    if (codePoint < 0x2E80) {
      return false;
    }
    return switch (UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA -> Character.isLetter(codePoint) && isItself(codePoint);
      case HANGUL -> codePoint >= FIRST_SYLLABLE && codePoint <= LAST_SYLLABLE;
      default -> codePoint == 'ー' || codePoint == MIDDLE_DOT;
    };
  }

  /**
   * Whether letters that stand together can be taken for nothing else, since one of them at least
   * looks like nothing else.
   *
   * @param at place of one of them
   */
  static boolean areThemselves(int[] text, int at) {
    int first = at;
    while (first > 0 && isLetter(text[first - 1])) {
      first--;
    }
    for (int i = first; i < text.length && isLetter(text[i]); i++) {
      if (IMITATING.indexOf(text[i]) < 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a line may end between two characters that no space divides. */
  static boolean mayBreak(int before, int after) {
    return (isLetter(before) || isLetter(after))
        && isPartOfWord(before)
        && isPartOfWord(after)
        && BEGIN_NO_LINE.indexOf(after) < 0;
  }

  /**
   * The language of a text, if its letters are of one and say which: Kana are Japanese, Hangul is
   * Korean; Han alone may be Chinese or Japanese.
   *
   * @return as BCP 47 has it; empty if they do not say
   */
  static String language(String text) {
    boolean kana = false;
    boolean hangul = false;
    for (int c : text.codePoints().toArray()) {
      if (Character.isLetter(c) && !isLetter(c)) {
        return "";
      }
      UnicodeScript script = UnicodeScript.of(c);
      kana |= script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA;
      hangul |= script == UnicodeScript.HANGUL;
    }
    return kana == hangul ? "" : kana ? "ja" : "ko";
  }

  private static boolean isPartOfWord(int codePoint) {
    return isLetter(codePoint) || Character.isLetterOrDigit(codePoint);
  }

  private static boolean isItself(int codePoint) {
    return Normalizer.isNormalized(Character.toString(codePoint), Normalizer.Form.NFKC);
  }
}
