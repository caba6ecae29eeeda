package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import java.time.Instant;

/** Whom a waiting job is offered to, until when, and why, in words for the worker. */
public record Offer(PersonId to, Instant until, String zh, String en) {}
