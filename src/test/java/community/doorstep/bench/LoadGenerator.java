package community.doorstep.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * The load, in a process of its own. Arguments: the application's port, and JDBC URL, user and password of its
 * database. Reads an {@link Order} a line, answers an {@link Outcome} a line, ends with its input.
 */
final class LoadGenerator {

    static final JsonMapper JSON = JsonMapper.builder().build();

    private LoadGenerator() {}

    public static void main(String[] arguments) throws Exception {
        HttpTasks http = new HttpTasks(Integer.parseInt(arguments[0]));
        JdbcTasks.Database database = new JdbcTasks.Database(arguments[1], arguments[2], arguments[3]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (JdbcTasks jdbc = new JdbcTasks(database)) {
            for (String line = orders.readLine(); line != null; line = orders.readLine()) {
                Order order = JSON.readValue(line, Order.class);
                Outcome outcome = order.task().isJdbc() ? jdbc.run(order) : http.run(order);
                System.out.println(JSON.writeValueAsString(outcome));
            }
        }
        System.exit(0);
    }
}
