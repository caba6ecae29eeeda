package community.doorstep.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.Town.Answer;
import community.doorstep.Town.Person;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class LedgerApiTests extends ApiTest {

    private static final String ACCOUNTS = "/api/admin/ledger/accounts";

    @Autowired
    Ledger ledger;

    private Person finance;

    @BeforeEach
    void aTownThatWasPaidTwice() {
        finance = town().staff("小周", "FINANCE");
        paid(1200);
        paid(800);
    }

    @Test
    void financeReadsAccountsAndTheirEntries() {
        JsonNode accounts = town().get(finance, ACCOUNTS).get("items");
        JsonNode statement = town().get(finance, ACCOUNTS + "/wechat/entries");

        assertThat(accounts.findValuesAsString("code")).containsExactly("residents", "wechat");
        assertThat(accounts.get(1).get("balanceFen").asLong()).isEqualTo(2000);
        assertThat(statement.get("closingFen").asLong()).isEqualTo(2000);
        assertThat(statement.get("items").findValuesAsString("kind")).containsExactly("PAYMENT", "PAYMENT");
        assertThat(statement.get("items").get(0).get("amountFen").asLong()).isEqualTo(800);
        assertThat(statement.get("items").get(0).get("words").asString()).isEqualTo("午托");
    }

    @Test
    void entriesComePageByPage() {
        JsonNode first = town().get(finance, ACCOUNTS + "/wechat/entries?size=1");
        JsonNode second = town().get(
                        finance,
                        ACCOUNTS + "/wechat/entries?size=1&cursor="
                                + first.get("next").asString());

        assertThat(first.get("items").get(0).get("amountFen").asLong()).isEqualTo(800);
        assertThat(second.get("items").get(0).get("amountFen").asLong()).isEqualTo(1200);
        assertThat(second.get("next").isNull()).isTrue();
    }

    @Test
    void aPeriodIsASheetThatPeopleOpen() {
        String sheet = new String(api().get()
                .uri(ACCOUNTS + "/wechat/entries?format=csv")
                .headers(headers -> headers.setBearerAuth(finance.token()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody());

        assertThat(sheet.lines()).hasSize(3);
        assertThat(sheet).contains("午托,PAYMENT,8.00").contains("午托,PAYMENT,12.00");
    }

    @Test
    void anotherCommunitysBooksAreNotShown() {
        Town elsewhere = new Town(api(), WECHAT);

        assertRefused(get(elsewhere.admin, ACCOUNTS + "?community=" + town().communityId), 404, "community-unknown");
        assertRefused(get(elsewhere.admin, ACCOUNTS + "/wechat/entries"), 404, "account-unknown");
        assertThat(elsewhere.get(elsewhere.admin, ACCOUNTS).get("items").size()).isZero();
    }

    @Test
    void onlyFinanceAndTheCommunitysAdminRead() {
        assertRefused(get(null, ACCOUNTS), 401, "not-signed-in");
        assertRefused(get(town().resident("王芳", "1988-05-05"), ACCOUNTS), 403, "role-missing");
        assertRefused(get(town().staff("老王", "WORKER"), ACCOUNTS), 403, "role-missing");
        assertRefused(get(town().cityAdmin, ACCOUNTS), 403, "role-missing");
        assertThat(get(town().admin, ACCOUNTS).status()).isEqualTo(200);
    }

    @Test
    void whatIsAskedWronglyIsRefused() {
        assertRefused(get(finance, ACCOUNTS + "?size=0"), 400, "page-size");
        assertRefused(get(finance, ACCOUNTS + "?community=x"), 400, "malformed-id");
        assertRefused(get(finance, ACCOUNTS + "/wechat/entries?cursor=x"), 400, "cursor-invalid");
        assertRefused(get(finance, ACCOUNTS + "/wechat/entries?from=yesterday"), 400, "invalid-request");
        assertRefused(get(finance, ACCOUNTS + "/nothing/entries"), 404, "account-unknown");
    }

    private void paid(long fen) {
        ledger.post(Transfer.between(
                        CommunityId.of(town().communityId),
                        "PAYMENT",
                        Ids.next(),
                        "午托",
                        Account.RESIDENTS,
                        Account.WECHAT,
                        fen))
                .block();
    }

    private Answer get(Person caller, String address) {
        return town().exchange("GET", caller, address, null, null);
    }

    private static void assertRefused(Answer answer, int status, String code) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
