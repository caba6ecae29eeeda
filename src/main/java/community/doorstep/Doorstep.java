package community.doorstep;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Doorstep 家门口: community services, booked, priced fairly and on their way. */
@SpringBootApplication
public class Doorstep {

    public static void main(String[] args) {
        SpringApplication.run(Doorstep.class, args);
    }
}
