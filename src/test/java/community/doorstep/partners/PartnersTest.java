package community.doorstep.partners;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A traditional-medicine shop with a herbalist on duty, two services, and an old woman who needs them. */
abstract class PartnersTest extends ApiTest {

    PartnersInTown partners;
    Town.Person resident;
    Town.Person herbalist;
    String grinding;
    String boiling;

    @BeforeEach
    void aShopOfTraditionalMedicine() {
        partners = new PartnersInTown(town());
        grinding = partners.service("免费打粉", PartnersInTown.atTheCounter(60));
        boiling = partners.service("代煎送药上门", PartnersInTown.atTheDoor(120));
        herbalist = partners.worker("陈药师", partners.shop, "ERRAND");
        resident = town().resident("李桂芳", "1942-04-01");
    }

    void free() {
        town().publishPrices(Map.of(grinding, 0L, boiling, 0L));
    }

    List<String> told(Town.Person person) {
        return town().get(person, "/api/me/inbox").at("/items").findValuesAsString("kind");
    }

    long number(String sql, String id) {
        return database.sql(sql)
                .bind("id", UUID.fromString(id))
                .map(row -> row.get("n", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
