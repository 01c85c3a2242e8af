package org.migrationauditor.messages.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.migrationauditor.messages.migration.ChainId;

/** The stored form of every event of the log itself. A file here is never edited or removed. */
class GoldenLogEventsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "log-events");

  private final Jackson3Serializer serializer = Jackson3Serializer.builder().build();

  static List<LogEvent> events() {
    return List.of(
        new LogKeyChanged(
            "host.example/migration-log+00000001+AQ==",
            "host.example/migration-log+00000002+Ag==",
            "anna",
            "the operator's laptop was lost é",
            "host.example/migration-log\nchange of key\n"));
  }

  @ParameterizedTest
  @MethodSource("events")
  void isWrittenAndReadAsItsGoldenFileSays(LogEvent event) throws IOException {
    String stored =
        Files.readString(FOLDER.resolve(event.getClass().getSimpleName() + ".1.json")).strip();

    assertThat(event.getClass().getAnnotation(Revision.class).value()).isEqualTo("1");
    assertThat(serializer.serialize(event, String.class).getData()).isEqualTo(stored);
    assertThat(read(event, stored)).isEqualTo(event);
    assertThat(read(event, stored.replaceFirst("\\{", "{\"addedLater\":[1],"))).isEqualTo(event);
  }

  @Test
  void hasASampleOfEachAndAStreamThatIsNoChains() {
    assertThat(events()).hasSameSizeAs(LogEvent.class.getPermittedSubclasses());
    assertThat(ChainId.isStream(LogEvent.STREAM)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two\nlines", "in\u202evisible", "half \ud800"})
  void aKeyIsNotChangedForAReasonThatSaysNothing(String reason) {
    assertThatThrownBy(() -> new ChangeLogKey("a", "b", reason, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("nothing was changed");
  }

  private Object read(LogEvent event, String text) {
    return serializer.deserialize(
        new SimpleSerializedObject<>(text, String.class, event.getClass().getName(), "1"));
  }
}
