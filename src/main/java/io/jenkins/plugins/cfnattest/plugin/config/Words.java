package io.jenkins.plugins.cfnattest.plugin.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;

/** Lists of words that a form shows in one line. */
final class Words {
    private Words() {}

    /** The words in these texts, separated by blanks or commas, each once, in order. */
    static List<String> split(List<String> texts) {
        return new ArrayList<>(new LinkedHashSet<>(texts.stream()
                .flatMap(text -> Arrays.stream(text.split("[\\s,]+")))
                .filter(word -> !word.isEmpty())
                .toList()));
    }

    /** The words in one line. */
    static String join(List<String> words) {
        return String.join(" ", words);
    }
}
