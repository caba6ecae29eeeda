package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.Town;
import community.doorstep.partners.PartnersInTown;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A shop of traditional medicine in the app: asked for, made ready, fetched or brought. */
class ErrandAppTests extends BrowserTest {

    @Test
    void herbsAreAskedForAndFetchedWhenTheyAreReady() {
        Street street = new Street(town());
        PartnersInTown partners = new PartnersInTown(street.town);
        String grinding = partners.service("免费打粉", PartnersInTown.atTheCounter(60));
        street.town.publishPrices(Map.of(grinding, 0L));
        Town.Person herbalist = partners.worker("陈药师", partners.shop, "ERRAND");
        Street.Neighbour resident = street.resident("林小红", "1950-05-01");
        Browser phone = browser();

        phone.enter(resident, street.town).press("合作商户").see("望江街 30 号").see("打电话给济仁堂");
        phone.shot("partners").press("免费打粉").see("60 分钟内做好，到济仁堂取");
        phone.type("要什么", "三七 200 克，打粉").shot("errand").press("预约（免费）");
        phone.see("三七 200 克，打粉").see("免费打粉");
        String job = partners.waiting(herbalist);
        partners.step(herbalist, job, "claim");
        phone.see("店里正在准备");
        partners.step(herbalist, job, "arrival");
        phone.see("做好了，请到济仁堂取").shot("errand-ready");
        partners.step(herbalist, job, "completion");

        phone.see("办好了");
    }

    @Test
    void anOperatorAsksForSomebodyWhoTelephones() {
        Street street = new Street(town());
        PartnersInTown partners = new PartnersInTown(street.town);
        String boiling = partners.service("代煎送药上门", partners.carriedFromHome(120));
        street.town.publishPrices(Map.of(boiling, 0L));
        Town.Person herbalist = partners.worker("陈药师", partners.shop, "ERRAND");
        Street.Neighbour elder = street.resident("郭长福", "1942-05-01");
        Street.Neighbour operator = street.staff("陈燕", "OPERATOR");
        Browser phone = browser();

        phone.enter(operator, street.town)
                .press("电话登记")
                .type("来电号码", elder.person().phone());
        phone.press("查找").press("代煎送药上门");
        phone.type("要什么", "附方煎药 7 剂").type("上门地址", "望江街 7 号 3 楼").press("登记预约");
        phone.see("已登记").see("郭长福");

        assertThat(partners.waiting(herbalist)).isNotEmpty();
    }
}
