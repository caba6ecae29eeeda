package community.doorstep.embedded;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Keeps a menu standing for each of the next two weeks' meals; a menu that is there is left as it is. */
final class SampleMenus {

    private static final int DAYS = 14;

    private final SampleClients clients;

    SampleMenus(SampleClients clients) {
        this.clients = clients;
    }

    void ahead(LocalDate today) {
        for (JsonNode service : clients.anybody().get("/api/services?kind=MEAL")) {
            switch (service.get("name").asString()) {
                case "长者午餐" -> ahead(service.get("id").asString(), dishes("lunch"), today);
                case "长者晚餐" -> ahead(service.get("id").asString(), dishes("supper"), today);
                default -> {}
            }
        }
    }

    private void ahead(String service, List<List<Map<String, Object>>> menus, LocalDate today) {
        JsonNode known = clients.anybody().get("/api/services/" + service + "/menus");
        Set<String> there =
                known.valueStream().map(menu -> menu.get("day").asString()).collect(Collectors.toSet());
        today.datesUntil(today.plusDays(DAYS))
                .filter(day -> !there.contains(day.toString()))
                .forEach(day -> write(service, day, menus.get((int) (day.toEpochDay() % menus.size()))));
    }

    /** Today's stays unwritten when its orders have gone to the kitchen already. */
    private void write(String service, LocalDate day, List<Map<String, Object>> dishes) {
        clients.as(SamplePerson.COUNTER)
                .putUnless(
                        "menu-cut-off-passed", "/api/station/menus/" + service + "/" + day, Map.of("dishes", dishes));
    }

    private static List<List<Map<String, Object>>> dishes(String meal) {
        return SampleFiles.text("dishes.txt")
                .lines()
                .filter(line -> line.startsWith(meal + ": "))
                .map(line -> Stream.of(line.substring(meal.length() + 2).split("; "))
                        .map(SampleMenus::dish)
                        .toList())
                .toList();
    }

    private static Map<String, Object> dish(String written) {
        String[] parts = written.split(" ");
        return Map.of("name", parts[0], "allergens", words(parts[1]), "marks", words(parts[2]));
    }

    private static List<String> words(String written) {
        return written.equals("-") ? List.of() : List.of(written.split(","));
    }
}
