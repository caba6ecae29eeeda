package community.doorstep.children;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * What those must know who look after a child.
 *
 * @param allergies a word or two each; they stand on the day sheet
 * @param medicine what it takes, and when
 * @param contacts whom to telephone, first things first
 * @param notes whatever else
 */
public record Card(
        @NotNull @Size(max = 20) List<@NotBlank @Size(max = 40) String> allergies,
        @NotNull @Size(max = 20) List<@NotBlank @Size(max = 200) String> medicine,
        @NotNull @Size(max = 10) List<@NotNull @Valid Contact> contacts,
        @NotNull @Size(max = 1000) String notes) {

    public static final Card EMPTY = new Card(List.of(), List.of(), List.of(), "");

    /** Somebody to telephone. */
    public record Contact(
            @NotBlank @Size(max = 40) String name,
            @NotBlank @Size(max = 20) String relation,
            @NotNull @Pattern(regexp = "\\+?[0-9]{7,15}") String phone) {
        @Override
        public String toString() {
            return "Contact[…]";
        }
    }

    @Override
    public String toString() {
        return "Card[…]";
    }
}
