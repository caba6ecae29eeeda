package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.signin.Authenticator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The console's door in a browser, both ways, and the pages behind it that are about people. */
class ConsoleSignInTests extends ApiTest {

    private static final String PASSWORD = "long enough for 2026";
    private static final String NEXT = "even longer for 2027";
    private static final Map<String, String> PAGES = Map.of(
            "residents", "按手机号查找居民",
            "workers", "王建国",
            "staff", "登录用户名",
            "imports", "选择 XLSX 表格",
            "menus", "红烧肉炖土豆",
            "audit", "授予角色");

    private Browser browser;

    @BeforeEach
    void openTheBrowser() {
        browser = Browser.open("http://127.0.0.1:" + port).width(1280);
        assumeTrue(getClass().getResource("/screens/console/index.html") != null, "the console was not built: no Node");
    }

    @AfterEach
    void closeTheBrowser() {
        browser.close();
    }

    @Test
    void anAdminSetsUpASecondFactorAndSignsInWithIt() {
        Street street = new Street(town());
        street.worker("王建国");
        String name = "admin." + Town.unique();
        JsonNode given = town().post(
                        town().cityAdmin, "/api/admin/sign-ins/" + town().admin.id(), Map.of("name", name));
        door("password")
                .type("用户名", name)
                .type("密码", given.get("password").asString())
                .press("下一步");
        browser.see("密钥：").shot("console-first-sign-in");
        Authenticator phone = new Authenticator(
                String.valueOf(browser.run("return document.querySelector('code.secret').innerText.split('：')[1]")));
        browser.type("2. 验证器显示的六位数字", phone.code(CLOCK.instant()))
                .type("3. 新密码（至少 12 个字符）", PASSWORD)
                .type("再输入一次新密码", PASSWORD)
                .press("完成");
        browser.see("每个恢复码").press("我已保存").see("退出");
        browser.run("location.hash = '#/account'");
        browser.see("剩余恢复码")
                .type("现在的密码", PASSWORD)
                .type("新密码（至少 12 个字符）", NEXT)
                .type("再输入一次新密码", NEXT)
                .type("验证码", "000000")
                .press("修改密码")
                .see("验证码不对")
                .see("剩余恢复码");
        assertThat(browser.complaints())
                .allMatch(line -> line.contains("/api/me/sign-in/password") && line.contains("401"));
        CLOCK.advance(Duration.ofSeconds(30));
        browser.type("验证码", phone.code(CLOCK.instant()))
                .press("修改密码")
                .see("密码已修改")
                .shot("console-account");
        browser.press("退出");

        CLOCK.advance(Duration.ofSeconds(30));
        door("password").type("用户名", name).type("密码", NEXT).press("下一步");
        browser.see("身份验证器里的六位数字").type("验证码", phone.code(CLOCK.instant())).press("登录");

        browser.see("退出");
        for (Map.Entry<String, String> page : PAGES.entrySet()) {
            browser.run("location.hash = '#/" + page.getKey() + "'");
            browser.see(page.getValue()).shot("console-" + page.getKey());
        }
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aScannedCodeLetsThisBrowserIn() {
        door("scan").see("登录码：").shot("console-scan");
        String code = String.valueOf(browser.run("return document.querySelector('.code').innerText.split('：')[1]"));

        town().send("POST", town().admin, "/api/me/console-sign-ins/confirmation", Map.of("code", code), null);

        browser.see("退出");
        assertThat(browser.complaints()).isEqualTo(List.of());
    }

    private Browser door(String way) {
        browser.start("/console/#/sign-in").see("登录");
        browser.run("document.getElementById('tab-" + way + "').click()");
        return browser;
    }
}
