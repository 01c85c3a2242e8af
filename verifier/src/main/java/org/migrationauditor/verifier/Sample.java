package org.migrationauditor.verifier;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much of an archive is read when not all of it is: so many entries that, if more than a share
 * of all were damaged, one of these would be among them with a stated confidence.
 *
 * <p>The number is the least n with (1 - share)^n <= 1 - confidence. That is exact for an archive
 * without bounds and more than enough for any other (hypergeometric distribution), so that it does
 * not depend on how many entries there are. Those n are drawn whose keys have the least digests
 * together with the seed: the same entries wherever the same keys are.
 *
 * @param confidence in percent, above 0 and below 100
 * @param share in percent, above 0 and below 100
 * @param seed letters, digits and hyphens; who knows it before may keep damage out of the sample
 */
public record Sample(BigDecimal confidence, BigDecimal share, String seed) {
  private static final BigDecimal HUNDRED = new BigDecimal(100);
  private static final Pattern SPELLED =
      Pattern.compile("([0-9]{1,2}(?:\\.[0-9]{1,9})?)%:([0-9]{1,2}(?:\\.[0-9]{1,9})?)%");
  private static final Pattern SEED = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int SEED_BYTES = 16;
  private static final long MOST = 4_000_000;

  /**
   * A plan.
   *
   * @throws IllegalArgumentException if it makes no sense; the message is one sentence
   */
  public Sample {
    if (!SEED.matcher(seed).matches()) {
      throw new IllegalArgumentException(
          "seed: is not 1 to 64 letters, digits and hyphens; give the one that was printed");
    }
    for (BigDecimal percent : new BigDecimal[] {confidence, share}) {
      if (percent.signum() <= 0 || percent.compareTo(HUNDRED) >= 0) {
        throw new IllegalArgumentException(
            "sample: %s%% is not above 0%% and below 100%%; give such as 99%%:0.1%%"
                .formatted(percent.toPlainString()));
      }
    }
    if (size(confidence, share) > MOST) {
      throw new IllegalArgumentException(
          "sample: is of more than %,d entries; take a whole inventory instead".formatted(MOST));
    }
  }

  /**
   * Reads a plan.
   *
   * @param text such as {@code 99%:0.1%}, confidence and share
   * @param seed null to draw one
   * @throws IllegalArgumentException if it is none; the message is one sentence
   */
  public static Sample of(String text, @Nullable String seed) {
    Matcher spelled = SPELLED.matcher(text);
    if (!spelled.matches()) {
      throw new IllegalArgumentException(
          "sample: give confidence and share of damaged entries, such as 99%:0.1%");
    }
    return new Sample(
        new BigDecimal(spelled.group(1)),
        new BigDecimal(spelled.group(2)),
        seed == null ? drawnSeed() : seed);
  }

  private static String drawnSeed() {
    byte[] bytes = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Entries to read, count; all, where there are no more. */
  public long size() {
    return size(confidence, share);
  }

  private static long size(BigDecimal confidence, BigDecimal share) {
    double missed = HUNDRED.subtract(confidence).divide(HUNDRED).doubleValue();
    double damaged = share.divide(HUNDRED).doubleValue();
    return (long) Math.ceil(Math.log(missed) / Math.log1p(-damaged));
  }

  /** The plan without its seed, as {@link #of} reads it. */
  public String plan() {
    return confidence.toPlainString() + "%:" + share.toPlainString() + "%";
  }

  @Override
  public String toString() {
    return plan() + " seed " + seed;
  }
}
