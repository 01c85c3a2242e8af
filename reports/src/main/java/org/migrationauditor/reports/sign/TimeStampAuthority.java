package org.migrationauditor.reports.sign;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSException;
import eu.europa.esig.dss.model.TimestampBinary;
import eu.europa.esig.dss.service.SecureRandomNonceSource;
import eu.europa.esig.dss.service.tsp.OnlineTSPSource;
import eu.europa.esig.dss.spi.x509.tsp.TSPSource;
import java.net.URI;
import java.time.Duration;

/** A time-stamping authority (RFC 3161), which sees a digest and nothing else. */
public final class TimeStampAuthority {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI address;
  private final Duration patience;

  /** One at an address of the web. */
  public TimeStampAuthority(URI address) {
    this(address, PATIENCE);
  }

  TimeStampAuthority(URI address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /**
   * The source that the library asks.
   *
   * <p>Its methods throw a {@link SourceException} if no usable answer comes.
   */
  TSPSource source() {
    OnlineTSPSource online =
        new OnlineTSPSource(
            address.toString(), new BoundedHttp(patience, "application/timestamp-query"));
    online.setNonceSource(new SecureRandomNonceSource());
    return new TSPSource() {
      private static final long serialVersionUID = 1;

      @Override
      public TimestampBinary getTimeStampResponse(DigestAlgorithm algorithm, byte[] digest) {
        try {
          return online.getTimeStampResponse(algorithm, digest);
        } catch (DSSException e) {
          throw new SourceException(
              "time-stamping authority '%s'".formatted(address.getHost()),
              "gave no time stamp, or one of something else",
              "try again later or name another in AUDITOR_TSA");
        }
      }
    };
  }
}
