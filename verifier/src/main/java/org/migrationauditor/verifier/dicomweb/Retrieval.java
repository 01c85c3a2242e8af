package org.migrationauditor.verifier.dicomweb;

import java.io.IOException;
import java.util.function.LongConsumer;
import org.migrationauditor.verifier.dicom.DicomFacts;
import org.migrationauditor.verifier.dicom.DicomReader;
import org.migrationauditor.verifier.http.Answer;
import org.migrationauditor.verifier.http.Web;
import org.migrationauditor.verifier.http.WebException;

/** Retrieves instances in their stored transfer syntax (PS3.18 10.4) and reads them as DICOM. */
final class Retrieval {
  private static final String AS_STORED =
      "multipart/related; type=\"application/dicom\"; transfer-syntax=*";
  private static final long MAX_BYTES = 8L << 30;
  private static final int OK = 200;
  private static final int PARTIAL = 206;

  private final Web web;
  private final DicomReader reader;

  Retrieval(Web web, DicomReader reader) {
    this.web = web;
    this.reader = reader;
  }

  /**
   * Facts about one instance.
   *
   * @param advanced told how many more bytes were read
   * @throws WebException unless the answer is one whole object, the one that was asked for
   */
  DicomFacts read(InstanceUids uids, LongConsumer advanced)
      throws IOException, InterruptedException {
    DicomFacts facts = web.get(uids.path(), AS_STORED, MAX_BYTES, answer -> only(answer, advanced));
    if (!uids.sop().equals(facts.sopInstanceUid())
        || !uids.series().equals(facts.seriesInstanceUid())
        || !uids.study().equals(facts.studyInstanceUid())) {
      throw WebException.senseless(
          facts.sopInstanceUid() == null
              ? "gives an object that " + facts.problem()
              : "gives an object of other UIDs");
    }
    return facts;
  }

  private DicomFacts only(Answer answer, LongConsumer advanced) throws IOException {
    if (answer.status() == PARTIAL) {
      throw WebException.senseless("answers 206, it gives less than it was asked for");
    }
    if (answer.status() != OK) {
      throw answer.failure();
    }
    Multipart parts = Multipart.of(answer);
    if (!parts.next()) {
      throw WebException.senseless("gives no object");
    }
    DicomFacts facts = reader.read(parts.part(), advanced);
    if (parts.next()) {
      throw WebException.senseless("gives more than one object");
    }
    return facts;
  }
}
