package community.doorstep.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.pricebook.BookFixture;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ChargeReaderTests {

    @Test
    void aChargeIsReadFromItsText() {
        ChargeReader reader = new ChargeReader(JsonMapper.shared());
        String person = "0190f3a1-0000-7000-8000-00000000000a";
        PastCharge read = reader.charge(
                person + "|" + BookFixture.LUNCH + "|20513|20500|82|1500|300|seed|DISABILITY,LOW_INCOME|");
        assertThat(read.person()).isEqualTo(PersonId.of(person));
        assertThat(read.service()).isEqualTo(BookFixture.LUNCH);
        assertThat(read.day()).isEqualTo(LocalDate.of(2026, 3, 1));
        assertThat(read.bookedOn()).isEqualTo(LocalDate.of(2026, 2, 16));
        assertThat(read.age()).isEqualTo(82);
        assertThat(read.listFen()).isEqualTo(1500);
        assertThat(read.dueFen()).isEqualTo(300);
        assertThat(read.fund()).isEqualTo("seed");
        assertThat(read.evidence()).containsOnlyKeys("DISABILITY", "LOW_INCOME");

        PastCharge plain = reader.charge(person + "|" + BookFixture.LUNCH + "|20513|20500||1500|1500|||");
        assertThat(plain.age()).isNull();
        assertThat(plain.fund()).isEmpty();
        assertThat(plain.evidence()).isEmpty();
        assertThat(plain.parts()).isEmpty();

        PastCharge both = reader.charge(person + "|" + BookFixture.LUNCH + "|20513|20500|82|1500|300|seed||"
                + "[{\"rule\": \"a\", \"fund\": \"seed\", \"budget\": null, \"period\": null, \"fen\": 1200}]");
        assertThat(both.parts()).containsExactly(new ChargePart("a", "seed", null, null, 1200));
    }
}
