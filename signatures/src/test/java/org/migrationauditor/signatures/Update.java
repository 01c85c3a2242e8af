package org.migrationauditor.signatures;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.signatures.Cos.Dict;
import org.migrationauditor.signatures.Cos.Items;
import org.migrationauditor.signatures.Cos.Name;
import org.migrationauditor.signatures.Cos.Ref;
import org.migrationauditor.signatures.Cos.Stream;
import org.migrationauditor.signatures.Cos.Text;
import org.migrationauditor.signatures.Cos.Word;

/** An incremental update made by hand, as somebody would who knows what a signature covers. */
public final class Update {
  private final byte[] pdf;
  private final List<Section> sections;
  private final Snapshot now;
  private final Map<Integer, String> objects = new TreeMap<>();

  /** Of a file. */
  public Update(byte[] pdf) throws CosException {
    this.pdf = pdf;
    this.sections = Sections.of(pdf);
    Snapshot snapshot = Snapshot.of(sections.getFirst());
    for (Section section : sections.subList(1, sections.size())) {
      snapshot = snapshot.and(section);
    }
    now = snapshot;
  }

  Snapshot now() {
    return now;
  }

  /** Number of the catalogue. */
  public int root() {
    return number(now.trailer().get("Root"));
  }

  static int number(@Nullable Cos reference) {
    return reference instanceof Ref ref ? ref.number() : 0;
  }

  /** Number of a form field. */
  public int field(String name) {
    return now.fields().entrySet().stream()
        .filter(field -> Snapshot.fieldName(field.getValue()).equals(name))
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** Number of the object that has such a type. */
  int typed(String type) {
    return now.numbers().stream()
        .filter(number -> now.dict(now.object(number)).named("Type", type))
        .sorted()
        .findFirst()
        .orElseThrow();
  }

  /** Number that no object has. */
  public int free() {
    return now.numbers().stream().mapToInt(Integer::intValue).max().orElse(0) + 1 + objects.size();
  }

  private int highest() {
    return Math.max(
        free() - 1 - objects.size(), objects.keySet().stream().mapToInt(i -> i).max().orElse(0));
  }

  /** Replaces or adds an object. */
  public Update put(int number, String body) {
    objects.put(number, body);
    return this;
  }

  Update putStream(int number, String content) {
    return put(
        number, "<< /Length %d >>\nstream\n%s\nendstream".formatted(content.length(), content));
  }

  /** Writes the first page once more as it is. */
  public Update repeatPage() {
    int page = now.pages().getFirst();
    return put(page, text(now.dict(new Ref(page))));
  }

  /** Replaces a dictionary by itself with one entry set. */
  public Update set(int number, String key, String value) {
    Map<String, Cos> entries = new HashMap<>(now.dict(now.object(number)).entries());
    entries.remove(key);
    String text = text(new Dict(entries));
    return put(number, text.substring(0, text.length() - 2) + "/" + key + " " + value + " >>");
  }

  /** The file with the update. */
  public byte[] bytes() {
    return bytes("");
  }

  /**
   * The file with the update.
   *
   * @param between that stands before the table and is in no object
   */
  public byte[] bytes(String between) {
    StringBuilder update = new StringBuilder();
    StringBuilder table = new StringBuilder("xref\n");
    objects.forEach(
        (number, body) -> {
          table.append("%d 1\n%010d 00000 n\r\n".formatted(number, pdf.length + update.length()));
          update.append("%d 0 obj\n%s\nendobj\n".formatted(number, body));
        });
    update.append(between);
    int place = pdf.length + update.length();
    Map<String, Cos> trailer = new HashMap<>(now.trailer().entries());
    trailer.put("Prev", new Word(Integer.toString(sections.getLast().table())));
    trailer.put("Size", new Word(Integer.toString(highest() + 1)));
    update
        .append(table)
        .append("trailer\n")
        .append(text(new Dict(trailer)))
        .append("\nstartxref\n%d\n%%%%EOF\n".formatted(place));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(pdf);
    out.writeBytes(update.toString().getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  static String text(Cos value) {
    return switch (value) {
      case Word word -> word.text();
      case Name name -> "/" + name.text().replace(" ", "#20");
      case Text text ->
          text.bytes()
              .chars()
              .mapToObj("%02X"::formatted)
              .collect(Collectors.joining("", "<", ">"));
      case Ref ref -> ref.number() + " 0 R";
      case Items items ->
          items.items().stream().map(Update::text).collect(Collectors.joining(" ", "[", "]"));
      case Dict dict ->
          new TreeMap<>(dict.entries())
              .entrySet().stream()
                  .map(entry -> "/" + entry.getKey() + " " + text(entry.getValue()))
                  .collect(Collectors.joining(" ", "<< ", " >>"));
      case Stream stream -> throw new IllegalArgumentException(stream.head().toString());
    };
  }
}
