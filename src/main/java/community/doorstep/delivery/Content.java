package community.doorstep.delivery;

import java.util.Map;

/**
 * What is said.
 *
 * @param text for telephones, in full
 * @param values for the places of a template, by name
 */
public record Content(String text, Map<String, String> values) {

    @Override
    public String toString() {
        return "Content[hidden]";
    }
}
