package community.doorstep.menu;

import community.doorstep.catalog.ServiceId;
import java.time.LocalDate;
import java.util.List;

/** What a meal service serves on a day. */
record Menu(ServiceId serviceId, LocalDate day, List<Dish> dishes, long version) {}
