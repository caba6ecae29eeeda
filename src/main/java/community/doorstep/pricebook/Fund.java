package community.doorstep.pricebook;

/** A fund 资金 that pays subsidies, as this price book names it. */
public record Fund(String code, String nameZh, String nameEn) {

    public Fund {
        code = Text.orEmpty(code);
        nameZh = Text.orEmpty(nameZh);
        nameEn = Text.orEmpty(nameEn);
    }
}
