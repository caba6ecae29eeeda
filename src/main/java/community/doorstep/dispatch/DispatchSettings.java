package community.doorstep.dispatch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How dispatch behaves.
 *
 * @param lease for how long a claim holds a job in Redis while PostgreSQL decides
 * @param readEvery how often an instance looks for a station's new events in Redis when no word came of any
 * @param pollEvery how often PostgreSQL is asked instead when Redis is away, and for residents
 * @param heartbeat the pause between comments that keep a stream open
 * @param streamLength after this a stream ends and the phone comes again, with its token checked anew
 * @param eventsKept events kept for each station, for phones that resume
 * @param endedKept for how long Redis remembers that a job has ended
 * @param openBefore how long before its beginning a planned job opens for workers
 * @param openEvery how often planned jobs are looked through
 * @param rebuildLock for how long one instance may keep others from rebuilding a station
 * @param phoneAhead how far a worker's phone may be ahead of our clock
 * @param phoneBack how old a step may be that a phone sends after it was offline
 * @param pauseMost for how long a job may be paused
 * @param reopenBefore how long before it is to go on a paused job opens for others, unless its worker goes on
 * @param reconcileEvery how often the queues in Redis are compared with PostgreSQL
 * @param arrivalProof whether a worker who shows nothing is not believed to be at the door
 * @param arrivalWithin how near, in metres, counts as being there
 */
@ConfigurationProperties("doorstep.dispatch")
record DispatchSettings(
        @DefaultValue("2s") Duration lease,
        @DefaultValue("1s") Duration readEvery,
        @DefaultValue("1s") Duration pollEvery,
        @DefaultValue("20s") Duration heartbeat,
        @DefaultValue("5m") Duration streamLength,
        @DefaultValue("1000") int eventsKept,
        @DefaultValue("10m") Duration endedKept,
        @DefaultValue("30m") Duration openBefore,
        @DefaultValue("5s") Duration openEvery,
        @DefaultValue("10s") Duration rebuildLock,
        @DefaultValue("2m") Duration phoneAhead,
        @DefaultValue("12h") Duration phoneBack,
        @DefaultValue("30d") Duration pauseMost,
        @DefaultValue("10m") Duration reopenBefore,
        @DefaultValue("1m") Duration reconcileEvery,
        @DefaultValue("true") boolean arrivalProof,
        @DefaultValue("150") int arrivalWithin) {

    StepTime stepTime() {
        return new StepTime(phoneAhead, phoneBack);
    }
}
