package community.doorstep.embedded;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stations of the sample community with their rooms, services and schedules. Coordinates are GCJ-02. */
final class SampleStations {

    private static final List<Integer> SCHOOL_DAYS = List.of(1, 2, 3, 4, 5);
    private static final List<Integer> EVERY_DAY = List.of(1, 2, 3, 4, 5, 6, 7);

    private final SampleClients clients;
    private final String community;
    private final Map<String, String> ids = new LinkedHashMap<>();

    SampleStations(SampleClients clients, String community) {
        this.clients = clients;
        this.community = community;
    }

    /** By the name that it was made under, e.g. {@code repair} or {@code lunch}. */
    String id(String name) {
        return ids.get(name);
    }

    void open(LocalDate firstDay) {
        careCentre(firstDay);
        repairStation(firstDay);
        canteen(firstDay);
        herbShop(firstDay);
    }

    private void careCentre(LocalDate firstDay) {
        station("zhuowang", "卓望托管中心", "望江街 38 号 2 楼", 26.5838, 101.7197, "0812-3330001");
        room("nap-room", "zhuowang", "午休室", 40);
        room("study-room", "zhuowang", "自习室", 30);
        room("craft-room", "zhuowang", "手工室", 24);
        service("midday", "zhuowang", "CARE", "午间托管", "营养午餐和午休，12:00 到 14:00", "SEAT", "BEFORE", 6, 12);
        schedule("midday", "nap-room", SCHOOL_DAYS, "12:00", "14:00", "09:30", 40, List.of("午餐和午休"), firstDay);
        service("after-school", "zhuowang", "CARE", "课后托管", "作业辅导和兴趣课，16:00 到 18:30", "SEAT", "BEFORE", 6, 12);
    }

    /** Clay, calligraphy and painting take turns in one room, with one teacher; she has to be one by now. */
    void classes(LocalDate firstDay, String teacher) {
        Map<String, Object> more = Map.of("teacherId", teacher);
        schedule(
                "after-school-hours",
                "after-school",
                "craft-room",
                SCHOOL_DAYS,
                "16:00",
                "18:30",
                "15:00",
                24,
                List.of("陶艺", "书法", "绘画", "陶艺", "书法"),
                firstDay,
                more);
    }

    private void repairStation(LocalDate firstDay) {
        station("laowang", "老王+服务驿站", "望江街 12 号", 26.5823, 101.7184, "0812-3330002");
        service("repair", "laowang", "REPAIR", "便民维修", "换灯泡、通下水、修水龙头、开锁换锁", "CALL", "AFTER", null, null);
        schedule("repair", null, EVERY_DAY, "00:00", "23:59", "23:59", 200, List.of("今日报修"), firstDay);
        service("visit", "laowang", "REPAIR", "预约上门维修", "约好时间，师傅上门", "CALL", "AFTER", null, null);
        schedule("visit-morning", "visit", null, EVERY_DAY, "09:00", "12:00", "08:00", 6, List.of("上午上门"), firstDay);
        dispatch("laowang");
        schedule("visit-afternoon", "visit", null, EVERY_DAY, "14:00", "18:00", "13:00", 6, List.of("下午上门"), firstDay);
    }

    /** 抢单, with what a worker earns; set once, and left alone when somebody has changed it since. */
    private void dispatch(String station) {
        Map<String, Object> ladder = Map.of(
                "allAfter", 60, "neighboursAfter", 120, "leadAfter", 180, "neighbours", 3, "neighboursWithin", 3000);
        Map<String, Object> rules = new LinkedHashMap<>();
        rules.put("mode", "BROADCAST");
        rules.put("places", 1);
        rules.put("aloneFirst", true);
        rules.put("offerSeconds", 20);
        rules.put("windowMinutes", 10);
        rules.put("ladder", ladder);
        rules.put("opening", List.of());
        rules.put("shareFen", 500);
        rules.put("stopShareFen", 200);
        clients.as(SamplePerson.ADMIN)
                .with("If-Match", "\"0\"")
                .exchange("PUT", "/api/admin/stations/" + id(station) + "/dispatch", rules);
    }

    private void canteen(LocalDate firstDay) {
        station("canteen", "长者食堂", "望江街 20 号 1 楼", 26.5829, 101.7190, "0812-3330003");
        service("lunch", "canteen", "MEAL", "长者午餐", "两荤一素一汤，11:00 到 13:00", "PORTION", "AT_DOOR", null, null);
        schedule("lunch", null, EVERY_DAY, "11:00", "13:00", "10:00", 120, List.of("午餐"), firstDay);
        service("supper", "canteen", "MEAL", "长者晚餐", "一荤两素一粥，17:00 到 18:30", "PORTION", "AT_DOOR", null, null);
        schedule("supper", null, EVERY_DAY, "17:00", "18:30", "15:30", 80, List.of("晚餐"), firstDay);
    }

    /** A partner merchant: grinds at its counter; what it boils is carried to the door by 老王+. */
    private void herbShop(LocalDate firstDay) {
        partner("jirentang", "济仁堂", "望江街 30 号", 26.5835, 101.7192, "0812-3330004");
        errand("herbs", "免费打粉", "自带或在店配的药材打成粉，到店取", Map.of("handedOver", "COUNTER", "withinMinutes", 60));
        schedule("herbs", null, EVERY_DAY, "08:30", "18:00", "17:30", 40, List.of("当天办"), firstDay);
        errand(
                "boiling",
                "代煎送药上门",
                "处方交给药师，煎好送到家",
                Map.of("handedOver", "DOOR", "withinMinutes", 120, "carriedBy", id("laowang"), "readyMinutes", 80));
        schedule("boiling", null, EVERY_DAY, "08:30", "18:00", "16:00", 20, List.of("当天办"), firstDay);
    }

    private void errand(String key, String name, String description, Map<String, Object> terms) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("stationId", id("jirentang"));
        service.put("kind", "ERRAND");
        service.put("name", name);
        service.put("description", description);
        service.put("capacityUnit", "CALL");
        service.put("paymentTerms", "AT_DOOR");
        service.put("rules", Map.of("errand", terms));
        made(key, "/api/admin/services", service);
    }

    private void partner(String key, String name, String address, double latitude, double longitude, String phone) {
        made(key, "/api/admin/stations", station(name, address, latitude, longitude, phone, "PARTNER"));
    }

    private void station(String key, String name, String address, double latitude, double longitude, String phone) {
        made(key, "/api/admin/stations", station(name, address, latitude, longitude, phone, "SERVICE"));
    }

    private Map<String, Object> station(
            String name, String address, double latitude, double longitude, String phone, String kind) {
        Map<String, Object> station = new LinkedHashMap<>();
        station.put("kind", kind);
        station.put("communityId", community);
        station.put("name", name);
        station.put("address", "攀枝花市东区" + address);
        station.put("place", Map.of("latitude", latitude, "longitude", longitude));
        station.put("phone", phone);
        return station;
    }

    private void room(String key, String station, String name, int seats) {
        made(key, "/api/admin/rooms", Map.of("stationId", id(station), "name", name, "seats", seats));
    }

    private void service(
            String key,
            String station,
            String kind,
            String name,
            String description,
            String unit,
            String terms,
            Integer minAge,
            Integer maxAge) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("stationId", id(station));
        service.put("kind", kind);
        service.put("name", name);
        service.put("description", description);
        service.put("capacityUnit", unit);
        service.put("paymentTerms", terms);
        service.put("minAge", minAge);
        service.put("maxAge", maxAge);
        made(key, "/api/admin/services", service);
    }

    private void schedule(
            String service,
            String room,
            List<Integer> weekdays,
            String starts,
            String ends,
            String cutOff,
            int capacity,
            List<String> activities,
            LocalDate firstDay) {
        schedule(service + "-hours", service, room, weekdays, starts, ends, cutOff, capacity, activities, firstDay);
    }

    private void schedule(
            String key,
            String service,
            String room,
            List<Integer> weekdays,
            String starts,
            String ends,
            String cutOff,
            int capacity,
            List<String> activities,
            LocalDate firstDay) {
        schedule(key, service, room, weekdays, starts, ends, cutOff, capacity, activities, firstDay, Map.of());
    }

    private void schedule(
            String key,
            String service,
            String room,
            List<Integer> weekdays,
            String starts,
            String ends,
            String cutOff,
            int capacity,
            List<String> activities,
            LocalDate firstDay,
            Map<String, ?> more) {
        Map<String, Object> schedule = new LinkedHashMap<>();
        schedule.put("serviceId", id(service));
        schedule.put("roomId", room == null ? null : id(room));
        schedule.put("weekdays", weekdays);
        schedule.put("starts", starts);
        schedule.put("ends", ends);
        schedule.put("cutOff", cutOff);
        schedule.put("capacity", capacity);
        schedule.put("activities", activities);
        schedule.put("firstDay", firstDay.toString());
        schedule.putAll(more);
        made(key, "/api/admin/schedules", schedule);
    }

    private void made(String key, String path, Object body) {
        ids.put(key, clients.as(SamplePerson.ADMIN).made(path, body, "sample-" + key));
    }
}
