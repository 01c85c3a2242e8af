package org.migrationauditor.app.anchor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.migrationauditor.app.anchor.Heads.head;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.migrationauditor.app.platform.CommandFailure;
import org.migrationauditor.app.platform.Home;

/** Heads reach each place once, are never replaced there, and are asked for again when not. */
final class AnchorsTest {
  @TempDir private Path temporary;
  private Instant now = Instant.parse("2026-03-01T22:00:00Z");
  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  /** Takes heads once it is repaired. */
  private static final class Fallible implements Place {
    private final List<Head> taken = new ArrayList<>();
    private int asked;
    private boolean broken = true;

    @Override
    public String name() {
      return "a place";
    }

    @Override
    public void keep(Head head) throws IOException {
      asked++;
      if (broken) {
        throw new IOException("is broken");
      }
      taken.add(head);
    }
  }

  @Test
  void aPlaceThatFailsIsToldAndAskedAgainLaterOrWithTheNextHead() throws Exception {
    Fallible place = new Fallible();
    Anchors anchors = new Anchors(temporary.resolve("anchors"), List.of(place), clock);

    assertThat(anchors.offer(head(3, 'a').note()))
        .extracting(Standing::sentence)
        .containsExactly(
            "head: a place: is broken; it has one over 0 events of 3, and is asked again by a later verb");
    assertThat(anchors.offer(head(3, 'a').note())).as("at once").isEmpty();
    assertThat(place.asked).isEqualTo(1);
    assertThat(anchors.standing(head(3, 'a').note()))
        .extracting(Standing::failure)
        .containsExactly("is broken");

    assertThat(anchors.offer(head(4, 'b').note())).as("another head").hasSize(1);
    now = now.plus(Duration.ofMinutes(5));
    place.broken = false;
    assertThat(anchors.offer(head(4, 'b').note())).isEmpty();
    assertThat(anchors.offer(head(4, 'b').note())).isEmpty();

    assertThat(place.asked).isEqualTo(3);
    assertThat(place.taken).containsExactly(head(4, 'b'));
    assertThat(anchors.standing(head(4, 'b').note()))
        .extracting(Standing::sentence)
        .containsExactly("head: a place: has this one, over 4 events");
  }

  @Test
  void whatWasNotedOfAnotherPlaceOrSpoiltIsNoNewsOfThisOne() throws Exception {
    Fallible place = new Fallible();
    place.broken = false;
    Anchors anchors = new Anchors(temporary.resolve("anchors"), List.of(place), clock);
    anchors.offer(head(3, 'a').note());
    Path state = temporary.resolve("anchors/Fallible");
    for (String spoilt :
        List.of("another\n3\n3\n2026-03-01T22:00:00Z\n\n", "", "a place\nx\n3\nz\n\n")) {
      Files.writeString(state, spoilt);
      anchors.offer(head(3, 'a').note());
    }

    assertThat(place.asked).isEqualTo(4);
  }

  @Test
  void aFolderKeepsEachHeadAndTakesNoneInPlaceOfAnother() throws Exception {
    FolderPlace place = new FolderPlace(temporary);
    place.keep(head(3, 'a'));
    place.keep(head(4, 'b'));
    place.keep(head(3, 'a'));

    assertThatThrownBy(() -> place.keep(head(3, 'c')))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "holds another head over 3 events in host.example_migration-log-000000000003.head: one of the two logs was rewritten");
    assertThat(temporary.resolve("host.example_migration-log-000000000003.head"))
        .hasContent(head(3, 'a').note());
    try (var files = Files.list(temporary)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void aFolderThatIsNotMountedIsNotMade() {
    FolderPlace place = new FolderPlace(temporary.resolve("usb"));

    assertThatThrownBy(() -> place.keep(head(3, 'a'))).hasMessage("is not there");
    assertThat(temporary).isEmptyDirectory();
  }

  @Test
  void peopleGetTheNoteByMail() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      List<Place> place =
          MailPlace.of(
              Map.of(
                      "AUDITOR_HEADS_MAIL_TO", "keeper@example.org",
                      "AUDITOR_NOTIFY_MAIL_FROM", "auditor@example.org",
                      "AUDITOR_NOTIFY_SMTP", "smtp://127.0.0.1:" + server.getSmtp().getPort())
                  ::get);
      place.getFirst().keep(head(3, 'a'));

      assertThat(server.getReceivedMessages()).hasSize(1);
      assertThat(server.getReceivedMessages()[0].getSubject())
          .isEqualTo("Head of host.example/migration-log over 3 events");
      assertThat(
              new String(server.getReceivedMessages()[0].getInputStream().readAllBytes(), UTF_8)
                  .replace("\r\n", "\n"))
          .contains(head(3, 'a').note().strip());
    } finally {
      server.stop();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "AUDITOR_HEADS_BUCKET, ftp://host/heads",
    "AUDITOR_HEADS_BUCKET, https://key:secret@host/heads",
    "AUDITOR_HEADS_BUCKET, https://host/",
    "AUDITOR_HEADS_BUCKET, https://host/heads?x=y",
    "AUDITOR_HEADS_DAYS, 0",
    "AUDITOR_HEADS_DAYS, ten",
    "AUDITOR_HEADS_SECRET_KEY, ''",
    "AUDITOR_HEADS_MAIL_TO, keeper@example.org",
    "AUDITOR_TSA, clock",
  })
  void aSettingThatCannotBeMeantSoIsRefusedByItsName(String name, String value) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "AUDITOR_HEADS_BUCKET", "https://host:9000/heads",
                "AUDITOR_HEADS_ACCESS_KEY", "key",
                "AUDITOR_HEADS_SECRET_KEY", "S3CRET",
                "AUDITOR_HEADS_DAYS", "3650"));
    Home home = new Home(temporary);
    assertThat(Anchors.of(home, settings::get)).isNotNull();
    settings.put(name, value);

    assertThatThrownBy(() -> Anchors.of(home, settings::get))
        .isInstanceOf(CommandFailure.class)
        .hasMessageStartingWith("environment: 'AUDITOR_")
        .hasMessageNotContainingAny("S3CRET");
  }

  @Test
  void goNowhereWhenNothingIsSet() throws Exception {
    Anchors anchors = Anchors.of(new Home(temporary), Map.<String, String>of()::get);

    assertThat(anchors.offer(head(3, 'a').note())).isEmpty();
    assertThat(anchors.standing(head(3, 'a').note())).isEmpty();
    assertThat(temporary).isEmptyDirectory();
  }
}
