package org.migrationauditor.messages.migration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.migrationauditor.messages.chain.ChainEvent;
import org.migrationauditor.messages.log.LogEvent;
import org.migrationauditor.messages.person.PersonErased;

/** What an event may hold: values whose class the event's own class fixes, and nothing else. */
class StoredShapeTest {
  private static final Set<Class<?>> VALUES =
      Set.of(boolean.class, int.class, long.class, Integer.class, Long.class, String.class);

  /** A component that could hold something else than its declared type. */
  private record Open(Object anything, List<?> unknown, Number number, double inexact) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  private record Typed(String value) {}

  @Test
  void noEventHoldsAPolymorphicOrInexactComponent() {
    assertThat(flaws(MigrationEvent.class.getPermittedSubclasses())).isEmpty();
    assertThat(flaws(ChainEvent.class.getPermittedSubclasses())).isEmpty();
    assertThat(flaws(PersonErased.class)).isEmpty();
    assertThat(flaws(LogEvent.class.getPermittedSubclasses())).isEmpty();
  }

  @Test
  void theCheckSeesEveryOpenComponent() {
    assertThat(flaws(Open.class))
        .containsExactly("Open.anything", "Open.unknown", "Open.number", "Open.inexact");
    assertThat(flaws(Typed.class)).containsExactly("Typed");
  }

  @Test
  void constantsOfStoredEnumsKeepTheirNames() {
    Set<Class<?>> seen = new LinkedHashSet<>();
    for (Class<?> event : MigrationEvent.class.getPermittedSubclasses()) {
      collect(event, seen, new ArrayList<>());
    }
    for (Class<?> event : ChainEvent.class.getPermittedSubclasses()) {
      collect(event, seen, new ArrayList<>());
    }
    Map<String, String> constants =
        seen.stream()
            .filter(Class::isEnum)
            .collect(
                Collectors.toMap(
                    Class::getSimpleName, StoredShapeTest::constants, (a, b) -> a, TreeMap::new));

    assertThat(constants)
        .containsExactly(
            Map.entry(
                "ActionKind",
                "RUN_SCRIPT MOVE_TREE COPY_TREE REMOVE_TREE CHANGE_OWNER AWAIT_REBOOT"
                    + " TAKE_INVENTORY COMPARE_INVENTORIES CHECK_HOST ATTEST ISSUE_REPORTS"
                    + " TRIGGER_DAG AWAIT_DAG_RUNS EDIT_FILE"),
            Map.entry("Actor", "OPERATOR APPROVER OWNER"),
            Map.entry(
                "FindingCode",
                "MISSING EXTRA MOVED DUPLICATED DIGEST_MISMATCH REENCODED TRANSCODED PIXELS_SAME "
                    + "TRUNCATED NESTED_COPY TYPE_CHANGED ATTRIBUTES_CHANGED "
                    + "ROWS_DIFFER SEQUENCE_DIFFERS DEFINITION_DIFFERS DEFINITION_REWRITTEN "
                    + "ROW_WITHOUT_FILE FILE_WITHOUT_ROW SIZE_DISAGREES RECORDED_DIGEST_DISAGREES "
                    + "IDENTITY_DISAGREES PATH_CLAIMED_TWICE UID_IN_TWO_SERIES NOT_IN_WEB "
                    + "NOT_IN_DATABASE NOT_IN_INDEX ONLY_IN_INDEX "
                    + "NO_THUMBNAIL THUMBNAIL_WITHOUT_SERIES "
                    + "NOT_COMPARED PIXELS_NOT_COMPARED UNREADABLE SUSPECT EMPTY "
                    + "NOT_EXAMINED TOO_MANY_REFERENCES "
                    + "DANGLING_REFERENCE PATIENT_CONFLICT STUDY_OF_SEVERAL_PATIENTS "
                    + "SERIES_IN_SEVERAL_STUDIES SERIES_OF_SEVERAL_MODALITIES UID_TWICE ZERO_BYTES "
                    + "ZERO_FILLED CUT_OFF TRAILING_BYTES MALFORMED NO_FILE_META NOT_DICOM "
                    + "INVALID_UID MISSING_IDENTIFIER META_DISAGREES VALUE_TOO_LONG INVALID_DATE "
                    + "ODD_LENGTH PRIVATE_WITHOUT_CREATOR UNDECLARED_CHARACTERS "
                    + "KEY_NAMES_PATIENT"),
            Map.entry("LinkEnding", "COMPLETED ROLLED_BACK"),
            Map.entry("Verdict", "PASSED INDETERMINATE FAILED"),
            Map.entry(
                "View",
                "DICOM_FILES PACS_DATABASE DICOMWEB DIMSE S3 MINIO_FS MINIO_XL METADATA_INDEX POSTGRES"
                    + " POSTGRES_FILES FILES"));
  }

  private static String constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name())
        .collect(Collectors.joining(" "));
  }

  private static List<String> flaws(Class<?>... types) {
    List<String> flaws = new ArrayList<>();
    for (Class<?> type : types) {
      collect(type, new LinkedHashSet<>(), flaws);
    }
    return flaws;
  }

  private static void collect(Class<?> type, Set<Class<?>> seen, List<String> flaws) {
    if (!seen.add(type)) {
      return;
    }
    if (type.isAnnotationPresent(JsonTypeInfo.class)
        || type.isAnnotationPresent(JsonSubTypes.class)) {
      flaws.add(type.getSimpleName());
    }
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        String name = type.getSimpleName() + "." + component.getName();
        if (component.getAccessor().isAnnotationPresent(JsonTypeInfo.class)
            || !closed(component.getGenericType(), seen, flaws)) {
          flaws.add(name);
        }
      }
    }
  }

  private static boolean closed(Type type, Set<Class<?>> seen, List<String> flaws) {
    if (type instanceof ParameterizedType generic) {
      return (generic.getRawType() == List.class || generic.getRawType() == Map.class)
          && Arrays.stream(generic.getActualTypeArguments())
              .allMatch(argument -> closed(argument, seen, flaws));
    }
    if (!(type instanceof Class<?> plain)) {
      return false;
    }
    if (plain.isRecord() || plain.isEnum()) {
      collect(plain, seen, flaws);
      return true;
    }
    return VALUES.contains(plain);
  }
}
