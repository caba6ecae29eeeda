package community.doorstep.booking;

import community.doorstep.admission.Punctuality;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceRules;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who stayed away too often, and until when they book no day but the present one ({@link Punctuality}). */
@Component
class NoShows {

    record Who(PersonId person, ServiceId service) {}

    private record Missed(Who who, Instant at) {}

    private final DatabaseClient database;

    NoShows(DatabaseClient database) {
        this.database = database;
    }

    /** The pauses that hold now: one query, or none when no service has such a rule. */
    Mono<Map<Who, Instant>> pausedUntil(Collection<PersonId> people, Collection<Service> services, Instant now) {
        Map<ServiceId, ServiceRules.NoShows> rules = new HashMap<>();
        for (Service service : services) {
            ServiceRules.NoShows rule = service.rules().noShows();
            if (rule != null) {
                rules.put(service.id(), rule);
            }
        }
        return rules.isEmpty() || people.isEmpty()
                ? Mono.just(Map.of())
                : missed(people, rules, now).map(missed -> pauses(missed, rules, now));
    }

    private Mono<List<Missed>> missed(
            Collection<PersonId> people, Map<ServiceId, ServiceRules.NoShows> rules, Instant now) {
        int days = rules.values().stream()
                .mapToInt(rule -> rule.withinDays() + rule.pauseDays())
                .max()
                .orElse(0);
        return database.sql("""
            SELECT beneficiary_id, service_id, ends_at FROM booking
            WHERE beneficiary_id = ANY(:people) AND service_id = ANY(:services)
              AND state = 'NO_SHOW' AND ends_at > :since
            ORDER BY ends_at
            """)
                .bind("people", Ids.array(people, PersonId::value))
                .bind("services", Ids.array(rules.keySet(), ServiceId::value))
                .bind("since", now.minus(Duration.ofDays(days)))
                .map(row -> new Missed(
                        new Who(
                                new PersonId(Rows.uuid(row, "beneficiary_id")),
                                new ServiceId(Rows.uuid(row, "service_id"))),
                        Rows.instant(row, "ends_at")))
                .all()
                .collectList();
    }

    private static Map<Who, Instant> pauses(
            List<Missed> missed, Map<ServiceId, ServiceRules.NoShows> rules, Instant now) {
        Map<Who, List<Instant>> byWho = missed.stream()
                .collect(Collectors.groupingBy(
                        Missed::who, Collectors.mapping(Missed::at, Collectors.toCollection(ArrayList::new))));
        Map<Who, Instant> pauses = new HashMap<>();
        byWho.forEach((who, times) -> {
            ServiceRules.NoShows rule = rules.get(who.service());
            Instant until = rule == null ? null : Punctuality.pausedUntil(times, rule);
            if (until != null && until.isAfter(now)) {
                pauses.put(who, until);
            }
        });
        return pauses;
    }
}
