package org.migrationauditor.evidence.bundle;

import org.migrationauditor.messages.ContentDigest;

/** Names of the files of a bundle, from the bag's root on. */
public final class BundleFiles {
  /** Folder of the payload. */
  public static final String PAYLOAD = "data/";

  /** What the bundle is of, and what it does not contain. */
  public static final String INFO = PAYLOAD + "bundle.json";

  /** Stored events, one a line. */
  public static final String EVENTS = PAYLOAD + "events.jsonl";

  /** Where each event is in the log, one a line. */
  public static final String PROOFS = PAYLOAD + "proofs.jsonl";

  /** Head of the log that the proofs lead to. */
  public static final String HEAD = PAYLOAD + "head";

  /** Earlier heads, one a line. */
  public static final String HEADS = PAYLOAD + "heads.jsonl";

  /** Key that signed the head. */
  public static final String KEY = PAYLOAD + "key";

  /** How a stranger checks the bundle by hand. */
  public static final String README = "README";

  private static final String SHARES = PAYLOAD + "shares/";

  private BundleFiles() {}

  /** A runbook. */
  public static String runbook(ContentDigest digest) {
    return PAYLOAD + "runbooks/" + digest + ".yaml";
  }

  /** A manifest of an inventory or of findings. */
  public static String manifest(ContentDigest digest) {
    return PAYLOAD + "manifests/" + digest + ".parquet";
  }

  /** A report. */
  public static String report(String fileName) {
    return PAYLOAD + "reports/" + fileName;
  }

  /** What a script printed. */
  public static String output(ContentDigest digest) {
    return PAYLOAD + "outputs/" + digest;
  }

  /** A file that a person attested with. */
  public static String evidence(ContentDigest digest) {
    return PAYLOAD + "evidence/" + digest;
  }

  /** Leaves of the shares of a manifest, one a line. */
  public static String shares(ContentDigest manifest) {
    return SHARES + manifest + ".jsonl";
  }

  /** Rows of one share of a manifest, one a line. */
  public static String share(ContentDigest manifest, long index) {
    return SHARES + manifest + "-" + index + ".jsonl";
  }
}
