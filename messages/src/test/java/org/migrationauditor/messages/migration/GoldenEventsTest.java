package org.migrationauditor.messages.migration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The stored form of every event, by the serializer of the event store. A file here was stored by a
 * release: it is never edited and never removed; a new revision gets new files.
 */
class GoldenEventsTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "events");
  private static final Pattern NAME =
      Pattern.compile(
          "(?<event>[A-Za-z]+)\\.(?<revision>[0-9]+)(\\.least|\\.reissued|\\.shared|\\.spoken)?\\.json");

  private final Jackson3Serializer serializer = Jackson3Serializer.builder().build();

  static Stream<String> samples() {
    return sampleByFile().keySet().stream();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList().stream();
    }
  }

  static Stream<Class<?>> events() {
    return Arrays.stream(MigrationEvent.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @MethodSource("events")
  void isStoredWithARevisionAndTwoSamples(Class<?> event) {
    assertThat(event.getAnnotation(Revision.class)).as("@Revision").isNotNull();
    assertThat(SampleEvents.full()).filteredOn(event::isInstance).hasSize(1);
    assertThat(SampleEvents.least()).filteredOn(event::isInstance).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isWrittenExactlyAsItsGoldenFileSays(String file) {
    MigrationEvent event = sample(file);
    Path golden = FOLDER.resolve(file);
    String written = serializer.serialize(event, String.class).getData();

    assertThat(golden)
        .as("golden file of a new event or revision, to be added with this text:%n%s", written)
        .exists();
    assertThat(written).isEqualTo(text(golden));
  }

  @ParameterizedTest
  @MethodSource("files")
  void isReadBackForEver(Path golden) {
    String file = golden.getFileName().toString();
    assertThat(file).matches(NAME);
    if (!sampleByFile().containsKey(file)) {
      fail(
          "%s was stored by a release and no event of its name and revision is left;"
              + " give the event store an upcaster and read the file here through it",
          file);
    }

    assertThat(read(file, text(golden))).isEqualTo(sample(file));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isReadBackFromItsOwnWriting(String file) {
    MigrationEvent event = sample(file);

    SerializedObject<String> written = serializer.serialize(event, String.class);

    assertThat(written.getType().getName())
        .isEqualTo("org.migrationauditor.messages.migration." + nameOf(file).group("event"));
    assertThat(written.getType().getRevision()).isEqualTo(nameOf(file).group("revision"));
    MigrationEvent read = serializer.deserialize(written);
    assertThat(read).isEqualTo(event);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void isReadAlthoughALaterReleaseAddedAMember(String file) {
    String later = text(FOLDER.resolve(file)).replaceFirst("\\{", "{\"addedLater\":{\"a\":[1]},");

    assertThat(read(file, later)).isEqualTo(sample(file));
  }

  @Test
  void isNotReadAsIfAMissingNumberWereZero() {
    assertThatThrownBy(
            () ->
                read(
                    "StepUncertain.1.json",
                    "{\"migrationId\":\"site-a\",\"stepId\":\"s\",\"reason\":\"\"}"))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void isNotReadWithAnIdentifierThatTheRecordRefuses() {
    String golden = text(FOLDER.resolve("StepApproved.1.json"));

    assertThatThrownBy(
            () -> read("StepApproved.1.json", golden.replace("site-a.2026", "../site-a")))
        .isInstanceOf(SerializationException.class);
  }

  private static Map<String, MigrationEvent> sampleByFile() {
    Map<String, MigrationEvent> samples = new TreeMap<>();
    add(samples, SampleEvents.full(), "%s.%s.json");
    add(samples, SampleEvents.least(), "%s.%s.least.json");
    add(samples, SampleEvents.shared(), "%s.%s.shared.json");
    add(samples, SampleEvents.reissued(), "%s.%s.reissued.json");
    add(samples, SampleEvents.spoken(), "%s.%s.spoken.json");
    return samples;
  }

  private static void add(
      Map<String, MigrationEvent> samples, List<MigrationEvent> events, String name) {
    for (MigrationEvent event : events) {
      Class<?> type = event.getClass();
      String revision = type.getAnnotation(Revision.class).value();
      samples.put(String.format(Locale.ROOT, name, type.getSimpleName(), revision), event);
    }
  }

  private static MigrationEvent sample(String file) {
    return Objects.requireNonNull(sampleByFile().get(file), file);
  }

  private Object read(String file, String json) {
    Matcher name = nameOf(file);
    return serializer.deserialize(
        new SimpleSerializedObject<>(
            json,
            String.class,
            "org.migrationauditor.messages.migration." + name.group("event"),
            name.group("revision")));
  }

  private static Matcher nameOf(String file) {
    Matcher name = NAME.matcher(file);
    assertThat(name.matches()).as(file).isTrue();
    return name;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8).stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
