package org.migrationauditor.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.migrationauditor.messages.inventory.FindingCode;
import org.migrationauditor.messages.inventory.View;

/** Whatever edits of objects are mixed, what is found is what they say, and nothing else. */
final class RandomObjectEditsTest {
  private static final int BUCKET = "bucket-a".length();

  @Property(tries = 6)
  void findsExactlyTheEditsOfAnObjectStore(@ForAll long seed, @ForAll @IntRange(max = 14) int count)
      throws Exception {
    Edits edits = new Edits(seed);
    edits.copied(".minio.sys/format.json", "{\"format\":\"fs\"}".getBytes(UTF_8));
    for (int i = 0; i < 16; i++) {
      String key = "bucket-%s/p%d/o%d".formatted(i % 2 == 0 ? "a" : "b", i % 3, i);
      object(edits, key);
      edits.offer(key);
    }
    object(edits, "bucket-a/stays");
    object(edits, "bucket-b/stays");
    object(edits, "bucket-r/one");
    object(edits, "bucket-r/two");
    if (edits.random.nextBoolean()) { // a bucket is renamed, and is another owner's then
      edits.expect(FindingCode.MISSING, "bucket-r/");
      edits.expect(FindingCode.EXTRA, "bucket-s/");
      for (String name : List.of("one", "two")) {
        moveObject(edits, "bucket-r/" + name, "bucket-s/" + name);
      }
    }
    for (int i = 0; i < count && edits.has(2); i++) {
      editObject(edits);
    }

    edits.assertFound(View.MINIO_FS);
  }

  private static void object(Edits edits, String key) {
    int n = edits.unused();
    edits.copied(key, "content of %d".formatted(n).getBytes(UTF_8));
    edits.copied(record(key), record(n));
  }

  private static String record(String key) {
    return ".minio.sys/buckets/%s/fs.json".formatted(key);
  }

  private static byte[] record(int n) {
    return "{\"version\":\"1.0.2\",\"meta\":{\"x-amz-meta-n\":\"%d\"}}"
        .formatted(n)
        .getBytes(UTF_8);
  }

  private static void editObject(Edits edits) {
    String key = edits.take();
    byte[] content = edits.content(key);
    String bucket = key.substring(0, key.indexOf('/'));
    String near = "%s/new/%d".formatted(bucket, edits.unused());
    String far = "bucket-%s/new/%d".formatted(bucket.endsWith("a") ? "b" : "a", edits.unused());
    switch (edits.random.nextInt(11)) {
      case 0 -> {
        content[edits.random.nextInt(content.length)] ^= 1;
        edits.put(key, content, FindingCode.DIGEST_MISMATCH);
      }
      case 1 ->
          edits.put(
              key,
              Arrays.copyOf(content, edits.random.nextInt(content.length)),
              FindingCode.TRUNCATED);
      case 2 -> {
        edits.put(record(key), record(edits.unused()), FindingCode.DIGEST_MISMATCH);
        edits.expect(FindingCode.ATTRIBUTES_CHANGED, key);
      }
      case 3 -> {
        edits.after.remove(key);
        edits.after.remove(record(key));
        edits.expect(FindingCode.MISSING, key, record(key));
      }
      case 4 -> {
        edits.after.remove(record(key));
        edits.expect(FindingCode.MISSING, record(key));
        edits.expect(FindingCode.ATTRIBUTES_CHANGED, key);
      }
      case 5 -> moveObject(edits, key, near);
      case 6 -> moveObject(edits, key, far);
      case 7 -> duplicate(edits, key, near, FindingCode.DUPLICATED);
      case 8 -> duplicate(edits, key, far, FindingCode.EXTRA);
      case 9 -> {
        edits.after.put(near, "new %d".formatted(edits.unused()).getBytes(UTF_8));
        edits.after.put(record(near), record(edits.unused()));
        edits.expect(FindingCode.EXTRA, near, record(near));
      }
      default -> edits.swap(key, edits.take());
    }
  }

  /** Each bucket has an owner of its own, and what left it for another is lost to its owner. */
  private static void moveObject(Edits edits, String from, String to) {
    boolean near = from.substring(0, BUCKET).equals(to.substring(0, BUCKET));
    for (List<String> way : List.of(List.of(from, to), List.of(record(from), record(to)))) {
      edits.move(way.getFirst(), way.getLast());
      edits.expect(near ? FindingCode.MOVED : FindingCode.MISSING, way.getFirst());
      if (!near) {
        edits.expect(FindingCode.EXTRA, way.getLast());
      }
    }
  }

  private static void duplicate(Edits edits, String key, String other, FindingCode code) {
    edits.after.put(other, edits.content(key));
    edits.after.put(record(other), edits.content(record(key)));
    edits.expect(code, other, record(other));
  }
}
