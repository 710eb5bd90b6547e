package io.jenkins.plugins.cfnattest.inspect.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleSet;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every rule must tell people. Every offence is collected before anything fails. */
class RuleTextsTest {
    private static final int LONGEST_SENTENCE = 400;
    /** A way round takes more words than a way. */
    private static final int LONGEST_OF_HARDENED = 600;

    private static final int LONGEST_MESSAGE = 160;

    @Test
    void saysWhatEachRuleLooksForInASentenceOrTwo() {
        assertThat(offences((rule, offend) -> {
                    String text = rule.text().looksFor();
                    offend.when(
                            text.length() > (rule.hardens().isEmpty() ? LONGEST_SENTENCE : LONGEST_OF_HARDENED),
                            "looks for too much: " + text.length() + " " + text);
                    offend.when(text.length() < 40, "does not say what it looks for: " + text);
                    offend.when(!Character.isUpperCase(text.charAt(0)), "begins like no sentence: " + text);
                    offend.when(
                            rule.hardens().isEmpty() && text.split("\\. [A-Z]").length > 2,
                            "looks for more than two sentences: " + text);
                    rule.types().stream()
                            .filter(type ->
                                    rule.hardens().isEmpty() && rule.types().size() == 1 && !text.contains(type))
                            .forEach(type -> offend.when(true, "does not say that it looks at " + type + ": " + text));
                }))
                .isEmpty();
    }

    @Test
    void saysWhatIsWrongAndWhatToDoInOneShortSentence() {
        assertThat(offences((rule, offend) -> {
                    String message = rule.message();
                    RuleText text = rule.text();
                    offend.when(message.length() > LONGEST_MESSAGE, "is too long: " + message.length() + " " + message);
                    offend.when(
                            !Character.isUpperCase(text.problem().charAt(0)), "begins like no sentence: " + message);
                    offend.when(!Character.isLowerCase(text.remedy().charAt(0)), "does not go on: " + message);
                    offend.when(
                            message.chars().filter(c -> c == ';').count() != 1, "is more than two parts: " + message);
                    offend.when(message.contains(". "), "is more than one sentence: " + message);
                    offend.when(
                            message.matches(".*\\b([Mm]ust not be|[Ss]hould|[Pp]lease|[Ee]nsure)\\b.*"),
                            "pads: " + message);
                }))
                .isEmpty();
    }

    @Test
    void saysWhyInItsOwnSentence() {
        assertThat(offences((rule, offend) -> {
                    String why = rule.text().rationale();
                    offend.when(
                            Character.isLowerCase(why.charAt(0)) || why.length() > LONGEST_SENTENCE,
                            "says why oddly: " + why);
                    offend.when(
                            why.equals(rule.message()) || why.equals(rule.text().looksFor()),
                            "says why as it says what: " + why);
                }))
                .isEmpty();
    }

    /** What is found must be told apart; a rule that hardens another may find the same, and one remedy may help several types. */
    @Test
    void givesNoTwoRulesTheSameText() {
        assertThat(shared(Catalogue.all(), rule -> rule.text().looksFor())).isEmpty();
        assertThat(shared(Catalogue.cfnNag(), rule -> rule.text().problem())).isEmpty();
        assertThat(shared(
                        Catalogue.cfnNag(),
                        rule -> rule.types() + " " + rule.text().remedy()))
                .isEmpty();
    }

    private static Map<String, List<String>> shared(RuleSet rules, Function<Rule, String> text) {
        Map<String, List<String>> ids = new HashMap<>();
        for (Rule rule : rules.rules()) {
            ids.computeIfAbsent(text.apply(rule), key -> new ArrayList<>()).add(rule.id());
        }
        ids.values().removeIf(users -> users.size() == 1);
        return ids;
    }

    private static List<String> offences(BiConsumer<Rule, Offend> check) {
        List<String> offences = new ArrayList<>();
        for (Rule rule : Catalogue.all().rules()) {
            check.accept(rule, (offends, what) -> {
                if (offends) {
                    offences.add(rule.id() + " " + what);
                }
            });
        }
        return offences;
    }

    /** Notes an offence of the rule that is looked at. */
    private interface Offend {
        void when(boolean offends, String what);
    }
}
