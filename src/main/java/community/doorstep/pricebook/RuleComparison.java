package community.doorstep.pricebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What becomes of the rules from one version to the next: added, removed, moved, changed. */
final class RuleComparison {

    private record Placed(int place, BenefitRule rule) {}

    private final Map<String, Placed> before;
    private final Map<String, Placed> after;
    private final List<RuleAspect> aspects;
    private final List<Difference> differences = new ArrayList<>();

    RuleComparison(List<BenefitRule> before, List<BenefitRule> after, RuleAspect.Names names) {
        this.before = placed(before);
        this.after = placed(after);
        this.aspects = RuleAspect.all(names);
    }

    private static Map<String, Placed> placed(List<BenefitRule> rules) {
        Map<String, Placed> placed = new LinkedHashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            placed.putIfAbsent(rules.get(i).code(), new Placed(i + 1, rules.get(i)));
        }
        return placed;
    }

    List<Difference> differences() {
        Set<String> moved = moved();
        after.forEach((code, now) -> {
            Placed old = before.get(code);
            if (old == null) {
                added(now);
            } else {
                changed(old.rule(), now.rule());
                if (moved.contains(code)) {
                    moved(old, now);
                }
            }
        });
        before.forEach((code, old) -> {
            if (!after.containsKey(code)) {
                found(
                        old.rule(),
                        "removed",
                        "删除优惠" + zh(old.rule()) + "。",
                        "The benefit " + en(old.rule()) + " is removed.");
            }
        });
        return differences;
    }

    private void added(Placed now) {
        Said said = description(now.rule());
        found(
                now.rule(),
                "added",
                "新增优惠" + zh(now.rule()) + "，排在第" + now.place() + "位：" + said.zh() + "。",
                "The benefit " + en(now.rule()) + " is added in place " + now.place() + ": " + said.en() + ".");
    }

    private Said description(BenefitRule rule) {
        List<RuleAspect> said =
                aspects.stream().filter(aspect -> aspect.isSaidBy(rule)).toList();
        return new Said(
                String.join(
                        "；",
                        said.stream()
                                .map(one ->
                                        one.label().zh() + "：" + one.of(rule).zh())
                                .toList()),
                String.join(
                        "; ",
                        said.stream()
                                .map(one ->
                                        one.label().en() + ": " + one.of(rule).en())
                                .toList()));
    }

    private void changed(BenefitRule old, BenefitRule now) {
        if (!old.nameZh().equals(now.nameZh()) || !old.nameEn().equals(now.nameEn())) {
            String was = BookComparison.both(new Said(old.nameZh(), old.nameEn()));
            String is = BookComparison.both(new Said(now.nameZh(), now.nameEn()));
            found(
                    now,
                    "name",
                    "优惠“" + was + "”改称“" + is + "”。",
                    "The benefit “" + was + "” is now called “" + is + "”.");
        }
        for (RuleAspect aspect : aspects) {
            if (aspect.differs(old, now)) {
                changed(aspect, aspect.of(old), now, aspect.of(now));
            }
        }
    }

    private void changed(RuleAspect aspect, Said was, BenefitRule now, Said is) {
        Said label = aspect.label();
        found(
                now,
                aspect.field(),
                "优惠" + zh(now) + "的" + label.zh() + "由“" + was.zh() + "”改为“" + is.zh() + "”。",
                "The benefit " + en(now) + ", " + label.en() + ": from “" + was.en() + "” to “" + is.en() + "”.");
    }

    private void moved(Placed old, Placed now) {
        found(
                now.rule(),
                "position",
                "优惠" + zh(now.rule()) + "由第" + old.place() + "位移到第" + now.place() + "位。",
                "The benefit " + en(now.rule()) + " moves from place " + old.place() + " to place " + now.place()
                        + ".");
    }

    private void found(BenefitRule rule, String field, String zh, String en) {
        differences.add(new Difference(rule.code(), field, new Said(zh, en)));
    }

    private static String zh(BenefitRule rule) {
        return "“" + rule.nameZh() + "”";
    }

    private static String en(BenefitRule rule) {
        return "“" + rule.nameEn() + "”";
    }

    /** The fewest rules that explain the new order of those in both versions. */
    private Set<String> moved() {
        List<String> common =
                after.keySet().stream().filter(before::containsKey).toList();
        int[] longest = new int[common.size()];
        int[] previous = new int[common.size()];
        int end = -1;
        for (int i = 0; i < common.size(); i++) {
            previous[i] = -1;
            for (int j = 0; j < i; j++) {
                if (placeBefore(common.get(j)) < placeBefore(common.get(i)) && longest[j] + 1 > longest[i]) {
                    longest[i] = longest[j] + 1;
                    previous[i] = j;
                }
            }
            end = end < 0 || longest[i] > longest[end] ? i : end;
        }
        Set<String> moved = new HashSet<>(common);
        for (int stays = end; stays >= 0; stays = previous[stays]) {
            moved.remove(common.get(stays));
        }
        return moved;
    }

    private int placeBefore(String code) {
        Placed placed = before.get(code);
        return placed == null ? 0 : placed.place();
    }
}
