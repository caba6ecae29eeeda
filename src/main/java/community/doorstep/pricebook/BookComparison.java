package community.doorstep.pricebook;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says in sentences what a version of a price book changes: prices, funds, kinds of evidence, rules. Pure. */
final class BookComparison {

    private final BookContent before;
    private final BookContent after;
    private final VersionNames names;
    private final List<Difference> differences = new ArrayList<>();

    private BookComparison(BookContent before, BookContent after, Map<ServiceId, Service> services) {
        this.before = before;
        this.after = after;
        this.names = new VersionNames(before, after, services);
    }

    /** @param services those of the community, for their names */
    static List<Difference> of(BookContent before, BookContent after, Map<ServiceId, Service> services) {
        BookComparison comparison = new BookComparison(before, after, services);
        comparison.prices();
        comparison.funds();
        comparison.kinds();
        comparison.differences.addAll(
                new RuleComparison(before.rules(), after.rules(), comparison.names).differences());
        return List.copyOf(comparison.differences);
    }

    private void prices() {
        Map<ServiceId, ServicePrice> old = keyed(before.prices(), ServicePrice::service);
        Map<ServiceId, ServicePrice> now = keyed(after.prices(), ServicePrice::service);
        now.forEach((service, price) -> price(names.service(service), old.get(service), price));
        old.forEach((service, price) -> {
            if (!now.containsKey(service)) {
                Said name = names.service(service);
                Said list = Phrases.amount(price.listFen());
                found(
                        "removed",
                        "不再标价：" + name.zh() + "（原标价" + list.zh() + "）。",
                        name.en() + " has no price any more (the list price was " + list.en() + ").");
            }
        });
    }

    private void price(Said name, @Nullable ServicePrice old, ServicePrice now) {
        Said list = Phrases.amount(now.listFen());
        if (old == null) {
            Long lowCost = now.lowCostFen();
            Said low = lowCost == null ? new Said("", "") : alsoLow(Phrases.amount(lowCost));
            found(
                    "added",
                    "新增标价：" + name.zh() + list.zh() + low.zh() + "。",
                    name.en() + " gets a price: the list price is " + list.en() + low.en() + ".");
            return;
        }
        if (old.listFen() != now.listFen()) {
            changed("listFen", name, new Said("标价", "list price"), Phrases.amount(old.listFen()), list);
        }
        if (!Objects.equals(old.lowCostFen(), now.lowCostFen())) {
            Said label = new Said("低偿价", "low-cost price");
            changed("lowCostFen", name, label, amount(old.lowCostFen()), amount(now.lowCostFen()));
        }
        if (!old.nameZh().equals(now.nameZh()) || !old.nameEn().equals(now.nameEn())) {
            Said label = new Said("朗读名称", "name read aloud");
            changed("name", name, label, old.name(), now.name());
        }
    }

    private static Said alsoLow(Said amount) {
        return new Said("，低偿价" + amount.zh(), ", the low-cost price " + amount.en());
    }

    private static Said amount(@Nullable Long fen) {
        return fen == null ? RuleAspect.NOTHING : Phrases.amount(fen);
    }

    private void changed(String field, Said name, Said label, Said from, Said to) {
        found(
                field,
                name.zh() + "的" + label.zh() + "由" + from.zh() + "改为" + to.zh() + "。",
                "The " + label.en() + " of " + name.en() + " changes from " + from.en() + " to " + to.en() + ".");
    }

    private void funds() {
        named(
                new Said("资金", "the fund"),
                keyed(before.funds(), Fund::code),
                keyed(after.funds(), Fund::code),
                fund -> new Said(fund.nameZh(), fund.nameEn()));
    }

    private void kinds() {
        named(
                new Said("证明种类", "the kind of evidence"),
                keyed(before.evidenceKinds(), EvidenceKind::code),
                keyed(after.evidenceKinds(), EvidenceKind::code),
                kind -> new Said(kind.nameZh(), kind.nameEn()));
    }

    private <T> void named(Said what, Map<String, T> old, Map<String, T> now, Function<T, Said> name) {
        now.forEach((code, one) -> {
            T earlier = old.get(code);
            Said is = name.apply(one);
            if (earlier == null) {
                found(
                        "added",
                        "新增" + what.zh() + "“" + is.zh() + "”。",
                        Phrases.capital(what.en()) + " “" + is.en() + "” is added.");
            } else if (!earlier.equals(one)) {
                Said was = name.apply(earlier);
                found(
                        "name",
                        what.zh() + "“" + both(was) + "”改称“" + both(is) + "”。",
                        Phrases.capital(what.en()) + " “" + both(was) + "” is now called “" + both(is) + "”.");
            }
        });
        old.forEach((code, one) -> {
            if (!now.containsKey(code)) {
                Said was = name.apply(one);
                found(
                        "removed",
                        "删除" + what.zh() + "“" + was.zh() + "”。",
                        Phrases.capital(what.en()) + " “" + was.en() + "” is removed.");
            }
        });
    }

    static String both(Said name) {
        return name.zh() + " / " + name.en();
    }

    /** The first of each; a draft that names something twice has errors of its own. */
    private static <K, T> Map<K, T> keyed(List<T> all, Function<T, K> key) {
        Map<K, T> keyed = new LinkedHashMap<>();
        all.forEach(one -> keyed.putIfAbsent(key.apply(one), one));
        return keyed;
    }

    private void found(String field, String zh, String en) {
        differences.add(new Difference("", field, new Said(zh, Phrases.capital(en))));
    }
}
