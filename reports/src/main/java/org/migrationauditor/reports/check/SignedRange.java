package org.migrationauditor.reports.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes a file's one signature covers (ISO 32000-1, 12.8.1): all but the signature itself.
 *
 * @param open place of the {@code <} before the signature, bytes from the start
 * @param close place behind the {@code >} after it, bytes from the start
 */
record SignedRange(int open, int close) {
  private static final String WHAT = "whole document";
  private static final byte[] KEY = "/ByteRange".getBytes(StandardCharsets.US_ASCII);
  private static final Pattern RANGE =
      Pattern.compile(
          "/ByteRange\\s*\\[\\s*(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})\\s+(\\d{1,9})\\s*]");
  private static final int LONGEST = 200;
  private static final int LARGEST_SIGNATURE = 1 << 20;

  /** Finds it and says whether it covers everything; null if there is no such signature. */
  static @Nullable SignedRange find(byte[] pdf, List<Check> checks) {
    List<Integer> places = places(pdf);
    if (places.isEmpty()) {
      checks.add(Check.failed("signature", "there is none: the file is not signed"));
      return null;
    }
    if (places.size() > 1) {
      checks.add(
          Check.failed(
              "signature",
              "there are %d signatures and a report has one: something was added after it was issued"
                  .formatted(places.size())));
      return null;
    }
    int place = places.getFirst();
    Matcher range =
        RANGE.matcher(
            new String(
                pdf, place, Math.min(LONGEST, pdf.length - place), StandardCharsets.ISO_8859_1));
    if (!range.lookingAt()) {
      checks.add(Check.failed(WHAT, "the signature does not say which bytes it covers"));
      return null;
    }
    return checked(pdf, range, checks);
  }

  private static @Nullable SignedRange checked(byte[] pdf, Matcher range, List<Check> checks) {
    long start = Long.parseLong(range.group(1));
    long open = Long.parseLong(range.group(2));
    long close = Long.parseLong(range.group(3));
    long end = close + Long.parseLong(range.group(4));
    if (start != 0 || open >= close || close > pdf.length || end > pdf.length) {
      checks.add(Check.failed(WHAT, "the signature covers bytes that the file does not have"));
      return null;
    }
    if (end < pdf.length) {
      checks.add(
          Check.failed(
              WHAT, "%,d bytes were added after the signature".formatted(pdf.length - end)));
      return null;
    }
    SignedRange found = new SignedRange((int) open, (int) close);
    if (!found.leavesOutTheSignatureOnly(pdf)) {
      checks.add(Check.failed(WHAT, "the signature leaves out more of the file than itself"));
      return null;
    }
    checks.add(
        Check.passed(
            WHAT, "the signature covers all %,d bytes, itself apart".formatted(pdf.length)));
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

  /** The hexadecimal digits between {@code <} and {@code >}. */
  String hex(byte[] pdf) {
    return new String(pdf, open + 1, close - open - 2, StandardCharsets.US_ASCII);
  }

  /** Everything that is signed. */
  byte[] content(byte[] pdf) {
    byte[] content = Arrays.copyOf(pdf, open + pdf.length - close);
    System.arraycopy(pdf, close, content, open, pdf.length - close);
    return content;
  }

  private static List<Integer> places(byte[] pdf) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < pdf.length; i++) {
      if (pdf[i] == '/' && RawFile.startsWith(pdf, i, KEY)) {
        places.add(i);
      }
    }
    return places;
  }
}
