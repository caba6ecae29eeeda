package community.doorstep.repair;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.IfMatch;
import community.doorstep.shared.Language;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The kinds of repair: what is asked about each, and what a community says of them. */
@RestController
class CategoryController {

    /**
     * @param questions to be answered with yes or no; the codes of the yeses go into {@code details.answers}
     * @param firstPriceFen what such a repair usually begins at beside the visit; null when the community does not say
     */
    record CategoryView(
            RepairCategory code,
            String title,
            List<QuestionView> questions,
            @Nullable Long firstPriceFen) {}

    record QuestionView(Question code, String words) {}

    /** @param firstPriceFen left out: not said */
    record NewRule(
            @NotBlank @Pattern(regexp = "[A-Z][A-Z_]{1,29}") String skill,
            @Nullable @PositiveOrZero @Max(10_000_000) Long firstPriceFen) {}

    private final CategoryRules rules;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;

    CategoryController(CategoryRules rules, Audit audit, TransactionalOperator transaction, Detached detached) {
        this.rules = rules;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
    }

    /**
     * In the language asked for. What it costs to come is the service's price; parts and labour are offered at the door,
     * and usually begin at the first price of the community that is named.
     */
    @GetMapping("/api/repairs/categories")
    Mono<List<CategoryView>> categories(
            ServerWebExchange exchange, @RequestParam(required = false) @Nullable CommunityId communityId) {
        boolean english = Language.of(exchange).equals(Locale.ENGLISH);
        return (communityId == null ? Mono.fromSupplier(CategoryRules::usual) : rules.of(communityId))
                .map(known -> views(known, english));
    }

    private static List<CategoryView> views(Map<RepairCategory, CategoryRules.Rule> rules, boolean english) {
        return Stream.of(RepairCategory.values())
                .map(category -> view(category, Objects.requireNonNull(rules.get(category)), english))
                .toList();
    }

    private static CategoryView view(RepairCategory category, CategoryRules.Rule rule, boolean english) {
        return new CategoryView(
                category,
                category.words(english),
                category.questions().stream()
                        .map(question -> new QuestionView(question, question.words(english)))
                        .toList(),
                rule.firstPriceFen());
    }

    @GetMapping("/api/admin/communities/{id}/repair-categories")
    Mono<List<CategoryRules.Rule>> all(@AuthenticationPrincipal Caller caller, @PathVariable CommunityId id) {
        caller.mustBe(id, Role.COMMUNITY_ADMIN);
        return rules.of(id).map(known -> List.copyOf(known.values()));
    }

    /** For calls that become jobs from now on. Refuses {@code version-changed} (412), {@code if-match-missing} (428). */
    @PutMapping("/api/admin/communities/{id}/repair-categories/{category}")
    Mono<ResponseEntity<CategoryRules.Rule>> set(
            @AuthenticationPrincipal Caller caller,
            @PathVariable CommunityId id,
            @PathVariable RepairCategory category,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody NewRule wanted) {
        caller.mustBe(id, Role.COMMUNITY_ADMIN);
        long seen = IfMatch.version(match);
        CategoryRules.Rule rule = new CategoryRules.Rule(category, wanted.skill(), wanted.firstPriceFen(), seen);
        Mono<CategoryRules.Rule> work = audit.note(
                        caller.person(), id, "repair-category-set", id.value(), category + " " + wanted)
                .then(Mono.defer(() -> rules.set(id, rule, seen)));
        return detached.run(work.as(transaction::transactional))
                .map(set -> IfMatch.answer(HttpStatus.OK, set.version(), set));
    }
}
