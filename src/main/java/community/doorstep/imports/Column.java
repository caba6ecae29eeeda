package community.doorstep.imports;

/** A column of a sheet, found by its name in either language. */
record Column(String key, String chinese, String english, boolean required, String example) {

    static Column needed(String key, String chinese, String english, String example) {
        return new Column(key, chinese, english, true, example);
    }

    static Column optional(String key, String chinese, String english, String example) {
        return new Column(key, chinese, english, false, example);
    }

    boolean isCalled(String heading) {
        String name = heading.strip();
        return name.equals(chinese) || name.equalsIgnoreCase(english) || name.equals(key);
    }
}
