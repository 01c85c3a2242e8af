package org.migrationauditor.messages.query;

import java.time.Instant;

/**
 * The host's clock was set between two events that follow each other, or the host slept.
 *
 * @param before number of the first of the two events
 * @param millis how far the clock was set, milliseconds; negative when it was set back
 * @param measured whether that is the difference to a clock that nobody sets; else the events are
 *     of two boots or hosts, and it is the least that the clock was set back by
 */
public record ClockJump(
    long before, Instant beforeAt, long after, Instant afterAt, long millis, boolean measured) {}
