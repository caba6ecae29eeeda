package community.doorstep.jobphotos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.media.Pictures;
import community.doorstep.repair.RepairsInTown;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class JobPhotosApiTests extends ApiTest {

    private Town.Person resident;
    private Town.Person daughter;
    private Town.Person worker;
    private RepairsInTown repairs;
    private String job;

    @BeforeEach
    void onTheWay() {
        repairs = new RepairsInTown(town(), 0L);
        daughter = town().resident("林小红", "1980-05-01");
        resident = town().resident("李奶奶", "1942-04-01");
        worker = repairs.worker("王建国", "TAP");
        job = repairs.booked(resident, RepairsInTown.details("TAP", "501", "WATER_RUNNING"));
        repairs.claimed(worker, job);
    }

    private WebTestClient.ResponseSpec send(Town.Person by, String key, byte[] picture) {
        return api().post()
                .uri("/api/worker/jobs/" + job + "/photos")
                .headers(headers -> headers.setBearerAuth(by.token()))
                .header("Idempotency-Key", key)
                .contentType(MediaType.IMAGE_JPEG)
                .bodyValue(picture)
                .exchange();
    }

    private void add(Town.Person by, int status) {
        send(by, RepairsInTown.key(), Pictures.jpeg(40, 30)).expectStatus().isEqualTo(status);
    }

    private String only(Town.Person by, String address) {
        return town().get(by, address + "/photos").at("/0/id").asString();
    }

    private int look(Town.Person by, String address) {
        return town().exchange("GET", by, address, null, null).status();
    }

    @Test
    void whatWasDoneIsSeenByWhomItConcernsAndByNobodyElse() {
        repairs.step(worker, job, "arrival");
        add(worker, 201);
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        Town.Person operator = town().staff("小周", "OPERATOR");
        Town.Person other = repairs.worker("李师傅", "TAP");

        String photo = only(worker, "/api/worker/jobs/" + job);

        assertThat(only(resident, "/api/me/jobs/" + job)).isEqualTo(photo);
        assertThat(only(lead, "/api/station/jobs/" + job)).isEqualTo(photo);
        assertThat(look(town().admin, "/api/station/jobs/" + job + "/photos")).isEqualTo(403);
        assertThat(picture(resident, "/api/me/jobs/" + job + "/photos/" + photo))
                .startsWith(0xff, 0xd8);
        assertThat(picture(lead, "/api/station/jobs/" + job + "/photos/" + photo))
                .startsWith(0xff, 0xd8);
        assertThat(look(other, "/api/worker/jobs/" + job + "/photos")).isEqualTo(404);
        assertThat(look(other, "/api/worker/jobs/" + job + "/photos/" + photo)).isEqualTo(404);
        assertThat(look(daughter, "/api/me/jobs/" + job + "/photos")).isEqualTo(404);
        assertThat(look(daughter, "/api/me/jobs/" + job + "/photos/" + photo)).isEqualTo(404);
        assertThat(look(operator, "/api/station/jobs/" + job + "/photos")).isEqualTo(403);
        assertThat(look(resident, "/api/worker/jobs/" + job + "/photos")).isEqualTo(403);
        assertThat(noted(lead)).isEqualTo(2);

        repairs.step(worker, job, "completion");
        assertThat(look(worker, "/api/worker/jobs/" + job + "/photos")).isEqualTo(404);
        assertThat(only(resident, "/api/me/jobs/" + job)).isEqualTo(photo);
    }

    @Test
    void picturesAreTakenAtTheDoorOnceForEachKeyAndEightAtMost() {
        add(worker, 409);
        repairs.step(worker, job, "arrival");
        add(repairs.worker("李师傅", "TAP"), 404);
        String key = RepairsInTown.key();
        for (int i = 0; i < 3; i++) {
            send(worker, key, Pictures.jpeg(40, 30)).expectStatus().isEqualTo(201);
        }
        send(worker, key, Pictures.jpeg(30, 40)).expectStatus().isEqualTo(422);
        send(worker, RepairsInTown.key(), new byte[] {1, 2, 3}).expectStatus().isEqualTo(400);
        for (int i = 1; i < JobPhotos.MOST; i++) {
            add(worker, 201);
        }

        add(worker, 409);
        assertThat(town().get(worker, "/api/worker/jobs/" + job + "/photos")).hasSize(JobPhotos.MOST);
    }

    @Test
    void theyGoWithTheirResident() {
        repairs.step(worker, job, "arrival");
        add(worker, 201);
        repairs.step(worker, job, "completion");

        String photo = only(resident, "/api/me/jobs/" + job);
        assertThat(town().get(resident, "/api/me/data").at("/parts/jobPhotos/0").toString())
                .contains(photo);

        await().until(() -> town().get(resident, "/api/bookings/" + job)
                .get("state")
                .asString()
                .equals("FULFILLED"));
        assertThat(town().exchange("POST", resident, "/api/me/deletion", Map.of("forever", true), null)
                        .status())
                .isEqualTo(204);

        assertThat(town().get(town().staff("站长", "STATION_LEAD"), "/api/station/jobs/" + job + "/photos"))
                .isEmpty();
        assertThat(kept(photo)).isZero();
    }

    private byte[] picture(Town.Person by, String address) {
        return api().get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(by.token()))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
    }

    private long kept(String photo) {
        return database.sql("SELECT count(*) AS times FROM photo WHERE id = :photo")
                .bind("photo", java.util.UUID.fromString(photo))
                .map(row -> row.get("times", Long.class))
                .one()
                .block();
    }

    private long noted(Town.Person lead) {
        return database.sql("SELECT count(*) AS times FROM audit_entry WHERE actor_id = :lead AND action = :action")
                .bind("lead", java.util.UUID.fromString(lead.id()))
                .bind("action", "job-photos-read")
                .map(row -> row.get("times", Long.class))
                .one()
                .block();
    }
}
