package community.doorstep.dispatch;

/** What only the job's holder may see: the address, and a note about what is wrong. */
public record Door(String address, String note) {}
