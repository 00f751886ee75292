package org.wenzheng.jobs.redaction;

/** A kind of personal detail, its id in records and what stands in its place. */
public enum DetailKind {
    ID_CARD("id_card", "〔身份证号〕"),
    MOBILE("mobile", "〔手机号〕"),
    LANDLINE("landline", "〔座机号〕"),
    BANK_CARD("bank_card", "〔银行卡号〕"),
    PASSPORT("passport", "〔护照号〕"),
    PLATE("plate", "〔车牌号〕"),
    EMAIL("email", "〔邮箱〕"),
    ADDRESS("address", "〔住址〕"),
    BIRTH_DATE("birth_date", "〔出生日期〕"),
    NAME("name", "〔姓名〕"),
    /** Digits at the end of what was said so far, which may grow into any number. */
    NUMBER("number", "〔号码〕");

    private final String id;
    private final String placeHolder;

    DetailKind(String id, String placeHolder) {
        this.id = id;
        this.placeHolder = placeHolder;
    }

    /** As in {@code Redaction.kind}, e.g. {@code id_card}. */
    public String id() {
        return id;
    }

    /** What a reader sees instead of the value. */
    public String placeHolder() {
        return placeHolder;
    }

    /** Whether the value is digits for the most part: the kinds that recall is promised for. */
    public boolean isNumber() {
        return ordinal() <= PLATE.ordinal() || this == NUMBER;
    }
}
