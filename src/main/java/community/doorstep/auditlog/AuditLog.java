package community.doorstep.auditlog;

import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Binding;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the audit: an admin that of their communities and of the sign-ins of whoever worked there then, a city admin all of it. */
@Component
class AuditLog {

    /** @param details figures and codes, never personal data */
    record AuditEntry(
            UUID id,
            @Nullable CommunityId communityId,
            PersonId actorId,
            String actor,
            String action,
            UUID subjectId,
            String details,
            Instant at) {}

    /** @param action an action's name, or how one begins */
    record Wish(
            @Nullable String action,
            @Nullable UUID actor,
            @Nullable UUID subject,
            @Nullable Instant from,
            @Nullable Instant to) {

        /** What no action's name has is left out of the one that was typed. */
        static Wish of(
                @Nullable String action,
                @Nullable UUID actor,
                @Nullable UUID subject,
                @Nullable Instant from,
                @Nullable Instant to) {
            return new Wish(action == null ? null : action.replaceAll("[^a-z-]", ""), actor, subject, from, to);
        }
    }

    private static final Instant EVER = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant NEVER = Instant.parse("3000-01-01T00:00:00Z");

    private final DatabaseClient database;
    private final People people;

    AuditLog(DatabaseClient database, People people) {
        this.database = database;
        this.people = people;
    }

    /** The newest first. Refuses {@code role-missing} (403). */
    Mono<List<AuditEntry>> read(Caller caller, Wish wish, UUID before, int most) {
        boolean anywhere = caller.roles().contains(Role.CITY_ADMIN);
        UUID[] communities = anywhere ? new UUID[0] : caller.communitiesAs(Role.COMMUNITY_ADMIN);
        DatabaseClient.GenericExecuteSpec select = database.sql("""
            SELECT id, community_id, actor_id, action, subject_id, details, at FROM audit_entry AS entry
            WHERE (:anywhere OR community_id = ANY(:communities) OR community_id IS NULL AND EXISTS (
                    SELECT 1 FROM role_grant WHERE person_id = entry.actor_id
                        AND role_grant.community_id = ANY(:communities)
                        AND granted_at <= entry.at AND (ended_at IS NULL OR ended_at >= entry.at)))
              AND id < :before AND at >= :from AND at < :to
              AND (:action::text IS NULL OR action LIKE :action || '%')
              AND (:actor::uuid IS NULL OR actor_id = :actor)
              AND (:subject::uuid IS NULL OR subject_id = :subject)
            ORDER BY id DESC LIMIT :most
            """)
                .bind("anywhere", anywhere)
                .bind("communities", communities)
                .bind("before", before)
                .bind("from", Objects.requireNonNullElse(wish.from(), EVER))
                .bind("to", Objects.requireNonNullElse(wish.to(), NEVER))
                .bind("most", most);
        select = Binding.orNull(select, "action", wish.action(), String.class);
        select = Binding.orNull(select, "actor", wish.actor(), UUID.class);
        return Binding.orNull(select, "subject", wish.subject(), UUID.class)
                .map(AuditLog::entry)
                .all()
                .collectList()
                .zipWhen(found -> people.contacts(
                        found.stream().map(AuditEntry::actorId).distinct().toList()))
                .map(found -> named(found.getT1(), found.getT2()));
    }

    private static AuditEntry entry(Readable row) {
        UUID community = row.get("community_id", UUID.class);
        return new AuditEntry(
                Rows.uuid(row, "id"),
                community == null ? null : new CommunityId(community),
                new PersonId(Rows.uuid(row, "actor_id")),
                "",
                Rows.text(row, "action"),
                Rows.uuid(row, "subject_id"),
                Rows.text(row, "details"),
                Rows.get(row, "at", OffsetDateTime.class).toInstant());
    }

    private static List<AuditEntry> named(List<AuditEntry> found, Map<PersonId, Contact> known) {
        return found.stream()
                .map(one -> new AuditEntry(
                        one.id(),
                        one.communityId(),
                        one.actorId(),
                        Contact.nameOf(known.get(one.actorId())),
                        one.action(),
                        one.subjectId(),
                        one.details(),
                        one.at()))
                .toList();
    }
}
