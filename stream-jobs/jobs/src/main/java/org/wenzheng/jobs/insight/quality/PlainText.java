package org.wenzheng.jobs.insight.quality;

/** A text without marks and spaces, and where each of its characters stood. */
final class PlainText {

    private final String characters;
    private final int[] indices;

    private PlainText(String characters, int[] indices) {
        this.characters = characters;
        this.indices = indices;
    }

    static PlainText of(String text) {
        StringBuilder plain = new StringBuilder();
        int[] indices = new int[text.length()];
        for (int i = 0; i < text.length(); i++) {
            if (Character.isLetterOrDigit(text.charAt(i))) {
                indices[plain.length()] = i;
                plain.append(Character.toLowerCase(text.charAt(i)));
            }
        }
        return new PlainText(plain.toString(), indices);
    }

    int length() {
        return characters.length();
    }

    boolean startsWith(String phrase, int at) {
        return characters.startsWith(phrase, at);
    }

    /** Where a character stood in the text. */
    int index(int at) {
        return indices[at];
    }

    @Override
    public String toString() {
        return characters;
    }
}
