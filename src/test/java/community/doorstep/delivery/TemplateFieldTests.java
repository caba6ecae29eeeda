package community.doorstep.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateFieldTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "thing1 | 课后托管 | 课后托管",
                "thing1 | 一二三四五六七八九十一二三四五六七八九十 | 一二三四五六七八九十一二三四五六七八九十",
                "thing12 | 一二三四五六七八九十一二三四五六七八九十一 | 一二三四五六七八九十一二三四五六七八九…",
                "thing1 | '  a\n b ' | a b",
                "thing1 | '' | 无",
                "time2 | 2026年9月1日 12:00 | 2026年9月1日 12:00",
                "amount3 | 15.05 | 15.05",
                "number4 | 共 3 份 | 3",
                "character_string5 | D2026-中文1 | D2026-1",
                "phrase6 | 候补到了名额吧 | 候补到了名",
                "name7 | 李 娜3 | 李 娜",
                "phone_number8 | 0812-3330000 | 0812-3330000",
                "whatsnew9 | 文字 | 文字"
            })
    void eachPlaceIsFilledAsWechatTakesIt(String field, String value, String filled) {
        assertThat(TemplateField.fit(field, value)).isEqualTo(filled);
    }

    @Test
    void whatIsMissingIsSaidSo() {
        assertThat(TemplateField.fit("thing1", null)).isEqualTo("无");
    }

    @Test
    void nothingIsEverLongerThanWechatAllows() {
        Random random = new Random(7);
        for (int n = 0; n < 2_000; n++) {
            String text = random.ints(random.nextInt(60), 0x20, 0x2FFFF)
                    .filter(Character::isDefined)
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            String thing = TemplateField.fit("thing1", text);
            assertThat(thing.codePointCount(0, thing.length())).isBetween(1, 20);
        }
    }
}
