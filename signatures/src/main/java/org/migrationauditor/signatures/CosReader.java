package org.migrationauditor.signatures;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Items;
import org.migrationauditor.signatures.Cos.Name;
import org.migrationauditor.signatures.Cos.Ref;
import org.migrationauditor.signatures.Cos.Stream;
import org.migrationauditor.signatures.Cos.Word;

/**
 * Reads the syntax of a PDF from one byte to the next and forgives nothing: no comment, no repeated
 * key, no name in two spellings, no length that is told elsewhere.
 */
final class CosReader {
  private static final int DEEPEST = 64;

  /** The sample report has some 6,000; so many are between 130 and 500 MB of objects. */
  private static final int MOST_VALUES = 2_000_000;

  private final byte[] pdf;
  private int at;
  private int values;

  CosReader(byte[] pdf) {
    this.pdf = pdf;
  }

  int at() {
    return at;
  }

  boolean atEnd() {
    return at >= pdf.length;
  }

  void skipSpace() {
    while (at < pdf.length && CosLexer.space(pdf[at])) {
      at++;
    }
  }

  /** Whether a word stands here; it is then passed. */
  boolean passes(String word) {
    byte[] expected = word.getBytes(StandardCharsets.US_ASCII);
    boolean here = RawFile.startsWith(pdf, at, expected);
    if (here) {
      at += expected.length;
    }
    return here;
  }

  void expect(String word) throws CosException {
    if (!passes(word)) {
      throw new CosException(at, "'" + word.strip() + "'");
    }
  }

  int number() throws CosException {
    int start = at;
    while (at < pdf.length && pdf[at] >= '0' && pdf[at] <= '9' && at - start < 10) {
      at++;
    }
    try {
      return Integer.parseInt(new String(pdf, start, at - start, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      throw new CosException(start, "a number");
    }
  }

  /** Everything up to the end of this line, which is passed. */
  String line() {
    int start = at;
    while (at < pdf.length && pdf[at] != '\n') {
      at++;
    }
    String line = new String(pdf, start, at - start, StandardCharsets.ISO_8859_1);
    at = Math.min(at + 1, pdf.length);
    return line;
  }

  /** The value of an object, which may be a stream. */
  Cos object() throws CosException {
    Cos value = value(0);
    skipSpace();
    if (!(value instanceof Dict head) || !passes("stream")) {
      return value;
    }
    if (!passes("\r\n")) {
      expect("\n");
    }
    int length = length(head);
    ByteBuffer bytes = ByteBuffer.wrap(pdf, at, length).slice().asReadOnlyBuffer();
    at += length;
    skipSpace();
    expect("endstream");
    return new Stream(head, bytes);
  }

  private int length(Dict head) throws CosException {
    if (head.get("Length") instanceof Word word && word.text().matches("\\d{1,9}")) {
      int length = Integer.parseInt(word.text());
      if (length <= pdf.length - at) {
        return length;
      }
    }
    throw new CosException(at, "a stream whose length is told before it");
  }

  /**
   * The value that stands here.
   *
   * @throws OverBudgetException if the file holds more of them than any report, or nobody waits
   */
  Cos value(int depth) throws CosException {
    countOneMore();
    skipSpace();
    if (depth > DEEPEST || atEnd()) {
      throw new CosException(at, depth > DEEPEST ? "no deeper nesting" : "a value");
    }
    if (passes("<<")) {
      return dictionary(depth);
    }
    return switch (pdf[at]) {
      case '[' -> items(depth);
      case '/' -> name();
      case '(', '<' -> {
        CosLexer.Token token = CosLexer.string(pdf, at);
        at = token.end();
        yield new Cos.Text(token.text());
      }
      default -> wordOrReference();
    };
  }

  private void countOneMore() {
    Budget.stopIfNobodyWaits();
    values++;
    if (values > MOST_VALUES) {
      throw new OverBudgetException(
          String.format(
              Locale.ROOT, "it holds more than %,d values, more than any report", MOST_VALUES));
    }
  }

  private Name name() throws CosException {
    CosLexer.Token token = CosLexer.name(pdf, at);
    at = token.end();
    return new Name(token.text());
  }

  private Dict dictionary(int depth) throws CosException {
    Map<String, Cos> entries = new LinkedHashMap<>();
    skipSpace();
    while (!passes(">>")) {
      int start = at;
      String key = name().text();
      if (entries.put(key, value(depth + 1)) != null) {
        throw new CosException(start, "each key once");
      }
      skipSpace();
    }
    return new Dict(entries);
  }

  private Items items(int depth) throws CosException {
    List<Cos> items = new ArrayList<>();
    expect("[");
    skipSpace();
    while (!passes("]")) {
      items.add(value(depth + 1));
      skipSpace();
    }
    return new Items(items);
  }

  private Cos wordOrReference() throws CosException {
    CosLexer.Token word = CosLexer.word(pdf, at);
    at = word.end();
    int end = at;
    if (word.text().matches("\\d{1,9}") && passes(" 0 R") && CosLexer.ends(pdf, at)) {
      return new Ref(Integer.parseInt(word.text()));
    }
    at = end;
    return new Word(word.text());
  }
}
