package community.doorstep.embedded;

import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The sample people's phones, each signed in at its first use. */
final class SampleClients {

    private final ApiClient api;
    private final Map<SamplePerson, ApiClient> phones = new EnumMap<>(SamplePerson.class);
    private final Map<SamplePerson, String> ids = new EnumMap<>(SamplePerson.class);

    SampleClients(ApiClient api) {
        this.api = api;
    }

    ApiClient as(SamplePerson person) {
        ApiClient phone = phones.get(person);
        return phone == null ? signedIn(person) : phone;
    }

    String id(SamplePerson person) {
        as(person);
        return ids.get(person);
    }

    private ApiClient signedIn(SamplePerson person) {
        JsonNode session = api.post("/api/sessions", Map.of("code", person.code(), "phoneCode", person.phoneCode()));
        ApiClient phone = api.as(session.get("token").asString());
        phones.put(person, phone);
        ids.put(person, session.at("/me/id").asString());
        return phone;
    }

    /** What everybody may see. */
    ApiClient anybody() {
        return api;
    }
}
