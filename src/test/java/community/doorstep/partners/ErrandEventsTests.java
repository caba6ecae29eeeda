package community.doorstep.partners;

import static community.doorstep.partners.PartnersInTown.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.Town;
import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.CancellationCause;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.dispatch.JobArrived;
import community.doorstep.dispatch.JobDone;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

/** An errand follows its booking and its jobs, in whatever order it hears of them. */
class ErrandEventsTests extends PartnersTest {

    @Autowired
    private Outbox outbox;

    @Autowired
    private Errands errands;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    void aCancellationWithdrawsTheJobInEveryState() {
        String service = partners.service("代煎驿站送", partners.carriedFromHome(120));
        town().publishPrices(Map.of(service, 0L));
        Town.Person wang = partners.worker("王建国", town().stationId, "DELIVERY");
        for (String until : List.of("waiting", "claim", "arrival", "completion")) {
            String booking = partners.booked(resident, service, PartnersInTown.wishAtTheDoor());
            String making = partners.waiting(herbalist);
            for (String step : List.of("claim", "arrival", "completion")) {
                if (until.equals("waiting")) {
                    break;
                }
                partners.step(herbalist, making, step);
                if (step.equals("arrival")) {
                    partners.waiting(wang);
                }
                if (step.equals(until)) {
                    break;
                }
            }

            town().post(resident, "/api/bookings/" + booking + "/cancellation", null);

            partners.becomes(resident, booking, "CANCELLED");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(List.of(partners.board(herbalist), partners.board(wang)))
                            .as(until)
                            .allMatch(board -> board.get("waiting").isEmpty()
                                    && board.get("mine").isEmpty()));
        }
        assertThat(open()).isZero();
    }

    @Test
    void eventsThatComeTwiceOrInAnotherOrderChangeNothing() {
        free();
        String booking = partners.booked(resident, grinding, PartnersInTown.wish());
        String job = partners.waiting(herbalist);
        partners.step(herbalist, job, "claim");
        partners.step(herbalist, job, "arrival");
        await().atMost(SOON).until(() -> told(resident).contains("ERRAND_READY"));
        partners.step(herbalist, job, "completion");
        partners.becomes(resident, booking, "DONE");
        String before = partners.errand(resident, booking).toString();

        String late = booking;
        again(done(late), arrived(late), confirmed(late), done(late));

        assertThat(partners.errand(resident, booking).toString()).isEqualTo(before);
        assertThat(partners.board(herbalist).get("waiting")).isEmpty();
        assertThat(fulfilments(booking)).isEqualTo(1);
        assertThat(told(resident).stream().filter("ERRAND_READY"::equals)).hasSize(1);
    }

    @Test
    void beingDoneIsHeardBeforeBeingReady() {
        String service = partners.service("代煎驿站送", partners.carriedFromHome(120));
        town().publishPrices(Map.of(service, 0L));
        Town.Person wang = partners.worker("王建国", town().stationId, "DELIVERY");
        String booking = partners.booked(resident, service, PartnersInTown.wishAtTheDoor());
        String making = partners.waiting(herbalist);

        again(done(making), arrived(making), arrived(making));

        assertThat(partners.waiting(wang)).isEqualTo(booking);
        assertThat(partners.board(wang).get("waiting")).hasSize(1);
    }

    @Test
    void aMovedBookingTakesItsErrandAlong() {
        free();
        String slot = town().get(null, "/api/services/" + boiling + "/slots")
                .at("/1/id")
                .asString();
        String booking = partners.booked(resident, boiling, slot, PartnersInTown.wishAtTheDoor());
        partners.becomes(resident, booking, "ASKED");
        Instant start = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(2));

        town().move(slot, start, start.plus(Duration.ofHours(1)));

        Instant promised = start.plus(Duration.ofMinutes(120));
        await().atMost(SOON)
                .until(() -> Instant.parse(partners.errand(resident, booking)
                                .get("promisedBy")
                                .asString())
                        .equals(promised));
        await().atMost(SOON).until(() -> planned(booking, start, promised));
    }

    /** The job and the promise. */
    private boolean planned(String booking, Instant start, Instant promised) {
        return database.sql("""
            SELECT count(*) = 1 AS planned FROM job JOIN promise ON promise.job_id = job.id
            WHERE job.id = :id AND state = 'PLANNED' AND starts_at = :start
              AND job.promised_by = :promised AND promise.promised_by = :promised
            """)
                .bind("id", UUID.fromString(booking))
                .bind("start", start)
                .bind("promised", promised)
                .map(row -> row.get("planned", Boolean.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    @Test
    void aCancellationHeardBeforeItsBookingLeavesNoJob() {
        Map<String, Object> wanted = partners.wanted("先付款的打粉", PartnersInTown.atTheCounter(60));
        wanted.put("paymentTerms", "BEFORE");
        String paidBefore = town().made(town().admin, "/api/admin/services", wanted);
        town().everyDay(paidBefore, 50);
        town().publishPrices(Map.of(paidBefore, 500L));
        String off = partners.booked(resident, paidBefore, PartnersInTown.wish());
        String stands = partners.booked(resident, paidBefore, PartnersInTown.wish());
        errands.cancelled(cancelled(off)).as(transaction::transactional).block();

        errands.confirmed(List.of(confirmed(off)))
                .as(transaction::transactional)
                .block();
        errands.confirmed(List.of(confirmed(stands)))
                .as(transaction::transactional)
                .block();

        assertThat(partners.waiting(herbalist)).isEqualTo(stands);
        assertThat(partners.board(herbalist).get("waiting")).hasSize(1);
    }

    private BookingCancelled cancelled(String booking) {
        Instant now = CLOCK.instant();
        return new BookingCancelled(
                community(),
                UUID.fromString(booking),
                2,
                ServiceId.of(grinding),
                new SlotId(Ids.next()),
                StationId.of(partners.shop),
                ServiceKind.ERRAND,
                PersonId.of(resident.id()),
                PersonId.of(resident.id()),
                now,
                now.plusSeconds(60),
                CancellationCause.BY_PERSON,
                "",
                0);
    }

    private CommunityId community() {
        return CommunityId.of(town().communityId);
    }

    private DomainEvent done(String job) {
        return new JobDone(
                community(),
                UUID.fromString(job),
                9,
                StationId.of(partners.shop),
                PersonId.of(resident.id()),
                PersonId.of(herbalist.id()),
                CLOCK.instant());
    }

    private DomainEvent arrived(String job) {
        return new JobArrived(
                community(),
                UUID.fromString(job),
                8,
                StationId.of(partners.shop),
                PersonId.of(resident.id()),
                PersonId.of(herbalist.id()),
                CLOCK.instant());
    }

    private BookingConfirmed confirmed(String booking) {
        PersonId person = PersonId.of(resident.id());
        Instant now = CLOCK.instant();
        return new BookingConfirmed(
                community(),
                UUID.fromString(booking),
                1,
                ServiceId.of(grinding),
                new SlotId(Ids.next()),
                StationId.of(partners.shop),
                ServiceKind.ERRAND,
                person,
                person,
                now,
                now.plusSeconds(60));
    }

    /** Told once more by the outbox, and heard by all. */
    private void again(DomainEvent... events) {
        outbox.addAll(List.of(events)).as(transaction::transactional).block();
        outbox.nudge();
        await().atMost(SOON)
                .until(() ->
                        number("SELECT count(*) AS n FROM outbox WHERE community_id = :id", town().communityId) == 0);
    }

    private long fulfilments(String booking) {
        return number(
                "SELECT count(*) AS n FROM audit_entry WHERE subject_id = :id AND action = 'booking-fulfilled'",
                booking);
    }

    private long open() {
        return number(
                "SELECT count(*) AS n FROM job WHERE community_id = :id AND ended_at IS NULL AND state <> 'CANCELLED'",
                town().communityId);
    }
}
