package org.migrationauditor.app.anchor;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.migrationauditor.messages.ContentDigest;

/** A question to a time-stamping authority, with a number that its answer must repeat. */
final class StampRequest {
  private static final int NONCE_BITS = 64;

  private final byte[] stamped;
  private final TimeStampRequest request;

  private StampRequest(byte[] stamped, TimeStampRequest request) {
    this.stamped = stamped;
    this.request = request;
  }

  /** For the SHA-256 of bytes; the authority sees nothing else of them. */
  static StampRequest of(byte[] stamped) {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    return new StampRequest(
        stamped,
        generator.generate(
            NISTObjectIdentifiers.id_sha256,
            ContentDigest.over(stamped).bytes(),
            new BigInteger(NONCE_BITS, new SecureRandom())));
  }

  byte[] encoded() throws IOException {
    return request.getEncoded();
  }

  /**
   * The token of an answer, once it is one to this question (RFC 3161 2.4.2) and sound by itself.
   *
   * @throws UnusableStampException if it is not
   */
  byte[] token(byte[] answer) throws IOException {
    try {
      TimeStampResponse response = new TimeStampResponse(answer);
      response.validate(request);
      TimeStampToken token = response.getTimeStampToken();
      if (token == null) {
        throw new UnusableStampException("refused with status " + response.getStatus());
      }
      Stamp.check(token, stamped);
      return token.getEncoded();
    } catch (TSPException | RuntimeException e) { // the parser throws any of them
      throw new UnusableStampException("answered with no time stamp of this head");
    }
  }
}
