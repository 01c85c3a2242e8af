package org.migrationauditor.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class BudgetTest {
  @Test
  void endsWhenAllIsSpent() {
    Budget budget = new Budget(10);

    assertThatNoException().isThrownBy(() -> budget.spend(10));
    assertThat(budget.left()).isZero();
    assertThatThrownBy(() -> budget.spend(1)).isInstanceOf(OverBudgetException.class);
  }

  @Test
  void endsWhenNobodyWaits() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(Budget::stopIfNobodyWaits).isInstanceOf(OverBudgetException.class);
      assertThatThrownBy(() -> Sections.of(pdf("<< /Length 1 >>\nstream\nx\nendstream")))
          .isInstanceOf(OverBudgetException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void whatUnpacksToMoreThanIsLeftIsNotUnpacked() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream out = new DeflaterOutputStream(packed)) {
      out.write(new byte[1 << 20]);
    }
    String stream =
        "<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
            .formatted(packed.size(), packed.toString(StandardCharsets.ISO_8859_1));
    Snapshot document = Snapshot.of(Sections.of(pdf(stream)).getFirst());

    assertThatThrownBy(() -> ValidationData.of(document, new Budget(1 << 10)))
        .isInstanceOf(OverBudgetException.class);
    assertThat(ValidationData.of(document, new Budget(2 << 20)).plain()).isFalse();
  }

  @Test
  void moreValuesThanAnyReportHoldsAreNotKept() {
    byte[] crowded = pdf("[" + "1 ".repeat(2_000_000) + "]");

    assertThatThrownBy(() -> Sections.of(crowded))
        .isInstanceOf(OverBudgetException.class)
        .hasMessage("it holds more than 2,000,000 values, more than any report");
    Check said =
        Bounded.run(
            () -> {
              throw new OverBudgetException("it holds too much");
            },
            check -> check);
    assertThat(said.sentence())
        .isEqualTo("it could not be looked through: it holds too much; do not trust it");
  }

  @Test
  void anAbandonedLookHasEndedBeforeTheAnswerIsGiven() {
    AtomicBoolean ended = new AtomicBoolean();
    Supplier<Check> endless =
        () -> {
          try {
            while (true) {
              Budget.stopIfNobodyWaits();
              Thread.onSpinWait();
            }
          } finally {
            Thread.interrupted(); // else it would not pause
            LockSupport.parkNanos(100_000_000L);
            ended.set(true);
          }
        };

    assertThat(Bounded.run(endless, check -> check, Duration.ofMillis(1)))
        .isEqualTo(Bounded.TOO_SLOW);
    assertThat(ended).isTrue();
  }

  @Test
  void nothingWithinAnArrayIsReadForNobody() {
    CosReader in = new CosReader("[1 2 3]".getBytes(StandardCharsets.US_ASCII));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> in.value(0)).isInstanceOf(OverBudgetException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  /** A document whose only certificate is an object of these words. */
  private static byte[] pdf(String certificate) {
    String head = "%PDF-1.7\n";
    String one = "1 0 obj\n<< /Type /Catalog /DSS << /Certs [2 0 R] >> >>\nendobj\n";
    String two = "2 0 obj\n" + certificate + "\nendobj\n";
    int table = head.length() + one.length() + two.length();
    String end =
        "xref\n1 2\n%010d 00000 n \n%010d 00000 n \ntrailer\n<< /Size 3 /Root 1 0 R >>\n"
            .formatted(head.length(), head.length() + one.length());
    return (head + one + two + end + "startxref\n" + table + "\n%%EOF\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
