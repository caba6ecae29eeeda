package community.doorstep.children;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A child's card, its groups, what its guardians said about it, and the pictures on which it is. */
@Component
class ChildData implements PersonalData {

    /** Everything that is noted of a child. */
    record Child(
            @Nullable Card card,
            List<Map<String, Object>> photoConsents,
            List<Map<String, Object>> walksAlone,
            List<Moments.Moment> photos,
            List<Map<String, Object>> groups) {

        @Override
        public String toString() {
            return "Child[…]";
        }
    }

    private final PersonalRows rows;
    private final Cards cards;
    private final Moments moments;

    ChildData(PersonalRows rows, Cards cards, Moments moments) {
        this.rows = rows;
        this.cards = cards;
        this.moments = moments;
    }

    @Override
    public String part() {
        return "child";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return cards.all(List.of(person))
                .flatMap(kept -> Mono.zip(
                                rows.read("SELECT given, at FROM photo_consent WHERE child_id = :person", person),
                                rows.read("SELECT allowed, at FROM walk_alone WHERE child_id = :person", person),
                                moments.of(person),
                                rows.read("""
                                    SELECT care_group.name, member.first_day, member.last_day
                                    FROM care_group_member AS member
                                    JOIN care_group ON care_group.community_id = member.community_id
                                        AND care_group.id = member.group_id
                                    WHERE child_id = :person ORDER BY member.first_day
                                    """, person))
                        .map(found -> new Child(
                                card(kept.get(person)), found.getT1(), found.getT2(), found.getT3(), found.getT4())));
    }

    private static @Nullable Card card(Cards.@Nullable Kept kept) {
        return kept == null ? null : kept.card();
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return rows.change("DELETE FROM child_card WHERE child_id = :person", person)
                .then(Mono.defer(() -> rows.change(
                        "DELETE FROM photo_consent WHERE child_id = :person OR guardian_id = :person", person)))
                .then(Mono.defer(() -> rows.change(
                        "DELETE FROM guardian_rights WHERE child_id = :person OR guardian_id = :person", person)))
                .then(Mono.defer(() -> rows.change(
                        "DELETE FROM walk_alone WHERE child_id = :person OR guardian_id = :person", person)))
                .then(Mono.defer(() -> moments.without(person)))
                .then(Mono.defer(() -> rows.change("DELETE FROM care_group_member WHERE child_id = :person", person)));
    }
}
