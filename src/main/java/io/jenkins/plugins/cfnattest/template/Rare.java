package io.jenkins.plugins.cfnattest.template;

/**
 * A text that {@link SubsetReader} leaves to {@link YamlReader}: it holds something rare, or something wrong. It says no
 * more, for the other reader starts again from the first character and finds the words.
 */
final class Rare extends Exception {
    private static final long serialVersionUID = 1L;
    private static final Rare RARE = new Rare();

    private Rare() {
        super("rare", null, false, false);
    }

    static Rare text() {
        return RARE;
    }
}
