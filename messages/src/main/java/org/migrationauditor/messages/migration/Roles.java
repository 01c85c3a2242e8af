package org.migrationauditor.messages.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.migrationauditor.messages.OwnerKey;
import org.migrationauditor.messages.person.Personal;

/**
 * Who may act in which role, by login or name. A role that names nobody is open to everyone whom no
 * other rule keeps out.
 *
 * @param operators who start steps
 * @param approvers who let gated steps start, and change these names
 * @param owners who accept findings, by the owner of the entries; {@link #ALL_DATA} for any
 * @param languages that reports are written in (BCP 47), by the owner of the entries; {@link
 *     #ALL_DATA} for any other and for the whole migration; none in an event that tells none
 */
public record Roles(
    @Personal List<String> operators,
    @Personal List<String> approvers,
    @Personal Map<OwnerKey, List<String>> owners,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<OwnerKey, String> languages) {
  /** Stands for the data of every owner. */
  public static final OwnerKey ALL_DATA = new OwnerKey("*");

  private static final String ENGLISH = "en";

  /** Nobody is named. */
  public static final Roles NONE = new Roles(List.of(), List.of(), Map.of());

  public Roles {
    operators = List.copyOf(operators);
    approvers = List.copyOf(approvers);
    Map<OwnerKey, List<String>> copy = new TreeMap<>();
    owners.forEach((data, people) -> copy.put(data, List.copyOf(people)));
    owners = Collections.unmodifiableMap(copy);
    languages =
        languages == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(languages));
  }

  /** Reports are written in English. */
  public Roles(List<String> operators, List<String> approvers, Map<OwnerKey, List<String>> owners) {
    this(operators, approvers, owners, Map.of());
  }

  /** Language of the report of that data; English where none was given. */
  public String languageOf(OwnerKey data) {
    return languages.getOrDefault(data, languages.getOrDefault(ALL_DATA, ENGLISH));
  }

  /** Whoever accepts findings in that data; empty when nobody is named for it. */
  public List<String> ownersOf(OwnerKey data) {
    return Stream.of(data, ALL_DATA)
        .distinct()
        .flatMap(key -> owners.getOrDefault(key, List.of()).stream())
        .distinct()
        .toList();
  }

  /** The same without those who own other data only. */
  public Roles about(OwnerKey data) {
    Map<OwnerKey, List<String>> about = new TreeMap<>(owners);
    about.keySet().removeIf(key -> !key.equals(data) && !key.equals(ALL_DATA));
    Map<OwnerKey, String> spoken = new TreeMap<>(languages);
    spoken.keySet().removeIf(key -> !key.equals(data) && !key.equals(ALL_DATA));
    return new Roles(operators, approvers, about, spoken);
  }
}
