package org.migrationauditor.signatures;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes a signature covers (ISO 32000-1, 12.8.1): all up to some end but the signature
 * itself.
 *
 * @param open place of the {@code <} before the signature, bytes from the start
 * @param close place behind the {@code >} after it, bytes from the start
 * @param end place behind the last byte covered, bytes from the start
 */
record SignedRange(int open, int close, int end) {
  private static final String WHAT = "whole document";
  private static final byte[] KEY = "/ByteRange".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern RANGE =
      Pattern.compile(
          "/ByteRange\\s*\\[\\s*(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})\\s*]");
  private static final int MOST = 16;
  private static final int LONGEST = 200;
  private static final int LARGEST_SIGNATURE = 1 << 20;

  /** Those of a file, the first made first; none, with the reason, if one of them is wrong. */
  static List<SignedRange> all(byte[] pdf, List<Check> checks) {
    List<SignedRange> ranges = new ArrayList<>();
    List<Integer> places = places(pdf);
    if (places.size() > MOST) {
      checks.add(
          Check.unknown(
              WHAT,
              "it has more than %d signatures, which no report has; not opened".formatted(MOST)));
      return List.of();
    }
    for (int place : places) {
      SignedRange range = at(pdf, place, checks);
      if (range == null) {
        return List.of();
      }
      ranges.add(range);
    }
    ranges.sort(Comparator.comparingInt(SignedRange::end));
    for (int i = 1; i < ranges.size(); i++) {
      if (ranges.get(i).open <= ranges.get(i - 1).end) {
        checks.add(Check.failed(WHAT, "two signatures overlap: one of them was put in by hand"));
        return List.of();
      }
    }
    if (ranges.isEmpty()) {
      checks.add(
          Check.failed(
              "signature",
              "there is none: the file is not signed; every report is issued with one, so it was"
                  + " taken out or this is another file"));
    }
    return ranges;
  }

  private static @Nullable SignedRange at(byte[] pdf, int place, List<Check> checks) {
    Matcher range =
        RANGE.matcher(
            new String(
                pdf, place, Math.min(LONGEST, pdf.length - place), StandardCharsets.ISO_8859_1));
    if (!range.lookingAt()) {
      checks.add(Check.failed(WHAT, "the signature does not say which bytes it covers"));
      return null;
    }
    long start = Long.parseLong(range.group(1));
    long open = Long.parseLong(range.group(2));
    long close = Long.parseLong(range.group(3));
    long end = close + Long.parseLong(range.group(4));
    if (start != 0 || open >= close || close > pdf.length || end > pdf.length || place >= end) {
      checks.add(Check.failed(WHAT, "the signature covers bytes that the file does not have"));
      return null;
    }
    SignedRange found = new SignedRange((int) open, (int) close, (int) end);
    if (!found.leavesOutTheSignatureOnly(pdf)) {
      checks.add(Check.failed(WHAT, "the signature leaves out more of the file than itself"));
      return null;
    }
    return found;
  }

  private boolean leavesOutTheSignatureOnly(byte[] pdf) {
    if (close - open > LARGEST_SIGNATURE || pdf[open] != '<' || pdf[close - 1] != '>') {
      return false;
    }
    for (int i = open + 1; i < close - 1; i++) {
      if (Character.digit(pdf[i], 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a signature dictionary names these bytes. */
  boolean names(Cos.Dict signature) {
    List<Cos> numbers =
        Stream.of(0, open, close, end - close)
            .<Cos>map(number -> new Cos.Word(Integer.toString(number)))
            .toList();
    return new Cos.Items(numbers).equals(signature.get("ByteRange"));
  }

  /** The hexadecimal digits between {@code <} and {@code >}. */
  String hex(byte[] pdf) {
    return new String(pdf, open + 1, close - open - 2, StandardCharsets.US_ASCII);
  }

  private static List<Integer> places(byte[] pdf) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < pdf.length && places.size() <= MOST; i++) {
      if (pdf[i] == '/' && RawFile.startsWith(pdf, i, KEY)) {
        places.add(i);
      }
    }
    return places;
  }
}
