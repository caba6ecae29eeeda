package community.doorstep.pickup;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Somebody who fetches a child: 奶奶, 邻居; or who may not. */
record Fetcher(
        @NotBlank @Size(max = 40) String name,
        @NotNull @Pattern(regexp = "\\+?[0-9]{7,15}") String phone,
        @NotNull @Size(max = 20) String relation) {

    String lastDigits() {
        return phone.substring(phone.length() - 4);
    }

    @Override
    public String toString() {
        return "Fetcher[…]";
    }
}
