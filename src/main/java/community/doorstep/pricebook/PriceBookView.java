package community.doorstep.pricebook;

import java.util.List;

/**
 * A price book with what it says.
 *
 * @param findings what the check found; a draft with an ERROR among them cannot be published
 */
public record PriceBookView(PriceBookEntry book, BookContent content, List<Finding> findings) {}
