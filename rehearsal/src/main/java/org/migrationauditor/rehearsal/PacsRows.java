package org.migrationauditor.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.dicom.PseudonymKey;

/**
 * Rows of dcm4chee 5.26's database for files in its storage, as SQL that makes the tables too. Of
 * each table there are the columns that tell of files and of whose they are.
 */
final class PacsRows {
  private static final String LOCATION = "INSERT INTO location ";
  private static final int KEYS_OF_PHANTOM = 1_000_000; // above those of every archive made here

  private final Map<List<String>, Integer> keys = new HashMap<>();
  private final Path dicomData;
  private final StringBuilder sql;
  private final int firstKey;
  private int locations;

  private PacsRows(Path dicomData, String sql, int firstKey) {
    this.dicomData = dicomData;
    this.sql = new StringBuilder(sql);
    this.firstKey = firstKey;
    locations = firstKey - 1;
  }

  /**
   * Writes them.
   *
   * @param dicomData folder that holds a folder for each storage, by the name of its id
   * @param file to be written
   */
  static void write(Path dicomData, Path file) throws IOException {
    PacsRows rows = new PacsRows(dicomData, HostScripts.resource("lib/pacsdb.sql"), 1);
    DicomReader reader = reader();
    for (Path image : images(dicomData)) {
      rows.add(image, reader.read(image));
    }
    Files.writeString(file, rows.sql);
  }

  /**
   * Rows that tell of the phantom too, where the archive has taken it since they were written.
   *
   * @param sql as {@link #write} wrote it
   */
  static String withPhantom(String sql, Path dicomData) throws IOException {
    PacsRows rows = new PacsRows(dicomData, sql, KEYS_OF_PHANTOM);
    if (sql.contains(quoted(Phantom.STUDY))) {
      return sql;
    }
    String folder = DicomStore.hash(Phantom.STUDY);
    DicomReader reader = reader();
    for (Path image : images(dicomData)) {
      if (image.toString().contains("/" + folder + "/")) {
        rows.add(image, reader.read(image));
      }
    }
    return rows.sql.toString();
  }

  /** Rows without that of the first file. */
  static String withoutOne(String sql) {
    int start = sql.indexOf(LOCATION);
    return sql.substring(0, start) + sql.substring(sql.indexOf('\n', start) + 1);
  }

  private static DicomReader reader() {
    return new DicomReader(new PseudonymKey(new byte[32]));
  }

  private static List<Path> images(Path dicomData) throws IOException {
    try (Stream<Path> walk = Files.walk(dicomData)) {
      return walk.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void add(Path image, DicomFacts facts) throws IOException {
    int study = key("study (study_iuid, patient_fk, pk)", uid(facts.studyInstanceUid()), "1");
    int series =
        key(
            "series (series_iuid, study_fk, modality, inst_purge_state, pk)",
            uid(facts.seriesInstanceUid()),
            study + ", " + quoted(String.valueOf(facts.modality())) + ", 0");
    int instance =
        key(
            "instance (sop_iuid, series_fk, sop_cuid, pk)",
            uid(facts.sopInstanceUid()),
            series + ", " + uid(facts.sopClassUid()));
    Path inData = dicomData.relativize(image);
    insert(
        "location (pk, instance_fk, storage_id, storage_path, object_size, digest, tsuid, status,"
            + " object_type)",
        "%d, %d, %s, %s, %d, %s, %s, 0, 0"
            .formatted(
                ++locations,
                instance,
                quoted(inData.getName(0).toString()),
                quoted(inData.subpath(1, inData.getNameCount()).toString()),
                facts.bytes(),
                quoted(md5(image)),
                uid(facts.transferSyntaxUid())));
  }

  /** Primary key of the row with these values, which is made when it is new. */
  private int key(String columns, String uid, String values) {
    List<String> row = List.of(columns, uid, values);
    @Nullable Integer known = keys.get(row);
    if (known != null) {
      return known;
    }
    int key = firstKey + keys.size();
    keys.put(row, key);
    insert(columns, uid + ", " + values + ", " + key);
    return key;
  }

  private void insert(String columns, String values) {
    sql.append("INSERT INTO ").append(columns).append(" VALUES (").append(values).append(");\n");
  }

  private static String uid(@Nullable String uid) {
    return quoted(Objects.requireNonNull(uid, "a file of the archive is no DICOM instance"));
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String md5(Path file) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("MD5").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest).toUpperCase(Locale.ROOT);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("MD5 is part of every JDK", e);
    }
  }
}
