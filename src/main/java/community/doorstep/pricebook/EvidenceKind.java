package community.doorstep.pricebook;

import community.doorstep.identity.PersonFacts;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of evidence 证明, or of fact about a household, as this price book names it. */
public record EvidenceKind(String code, String nameZh, String nameEn) {

    /** Those that need no naming; a book may call them otherwise. */
    static final Map<String, EvidenceKind> COMMON = Stream.of(
                    new EvidenceKind("LOW_INCOME", "低收入", "low income"),
                    new EvidenceKind("DISABILITY", "残疾", "disability"),
                    new EvidenceKind("VETERAN", "退役军人", "veteran"),
                    new EvidenceKind(PersonFacts.LIVES_ALONE, "独居", "lives alone"),
                    new EvidenceKind("LOST_ONLY_CHILD", "失独", "lost only child"),
                    new EvidenceKind("RESIDENCY", "居住地", "residency"),
                    new EvidenceKind("SECOND_CHILD", "二孩在托", "second child in care"),
                    new EvidenceKind("BOTH_PARENTS_WORK", "双职工", "both parents work"))
            .collect(Collectors.toUnmodifiableMap(EvidenceKind::code, Function.identity()));

    public EvidenceKind {
        code = Text.orEmpty(code);
        nameZh = Text.orEmpty(nameZh);
        nameEn = Text.orEmpty(nameEn);
    }
}
