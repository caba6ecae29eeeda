package community.doorstep.embedded;

import java.time.LocalDate;

final class SampleMenus {
    SampleMenus(SampleClients clients) {}

    void ahead(LocalDate today) {}
}
