package io.jenkins.plugins.cfnattest.inspect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads profiles and deny lists, as cfn_nag has them. */
final class RuleFilters {
    private static final Pattern ID = Pattern.compile("^[a-zA-Z]*[0-9]+", Pattern.MULTILINE);
    private static final int LIMIT = 1024 * 1024;

    private RuleFilters() {}

    /** The ids that a profile names. */
    static Set<String> profile(String text, Set<String> legal) throws RuleSetException {
        Set<String> ids = new LinkedHashSet<>();
        Matcher matcher = ID.matcher(text);
        while (matcher.find()) {
            ids.add(matcher.group());
        }
        if (ids.isEmpty()) {
            throw new RuleSetException("Expected a profile with a rule id at the beginning of a line, but found none.");
        }
        checkLegal("profile", ids, legal);
        return ids;
    }

    /** The ids that a deny list names. */
    static Set<String> denyList(String yaml, Set<String> legal) throws RuleSetException {
        Set<String> ids = new LinkedHashSet<>();
        for (Object item : rulesToSuppress(yaml)) {
            if (!(item instanceof Map<?, ?> entry) || entry.get("id") == null) {
                throw new RuleSetException("Expected every entry of the deny list to have an id, but one has none.");
            }
            ids.add(entry.get("id").toString());
        }
        checkLegal("deny list", ids, legal);
        return ids;
    }

    private static List<Object> rulesToSuppress(String yaml) throws RuleSetException {
        if (!(load(yaml) instanceof Map<?, ?> map) || !map.containsKey("RulesToSuppress")) {
            throw new RuleSetException("Expected a deny list with the key RulesToSuppress, but it is missing.");
        }
        if (!(map.get("RulesToSuppress") instanceof List<?> items)) {
            throw new RuleSetException(
                    "Expected RulesToSuppress in the deny list to be a list of id and reason, but it is none.");
        }
        return new ArrayList<>(items);
    }

    private static Object load(String yaml) throws RuleSetException {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LIMIT);
        options.setMaxAliasesForCollections(10);
        options.setAllowDuplicateKeys(false);
        try {
            return new Yaml(new SafeConstructor(options)).load(yaml);
        } catch (YAMLException e) {
            throw new RuleSetException("Expected a deny list in YAML, but it is malformed: "
                    + e.getMessage().lines().findFirst().orElse(""));
        }
    }

    private static void checkLegal(String what, Set<String> ids, Set<String> legal) throws RuleSetException {
        List<String> unknown = ids.stream()
                .filter(id -> !legal.contains(id))
                .map(RuleFilters::quoted)
                .toList();
        if (!unknown.isEmpty()) {
            throw new RuleSetException("Expected the " + what + " to name existing rules, but there is no rule "
                    + String.join(", ", unknown) + "; 'rules' lists them all.");
        }
    }

    /** Foreign text in a message: short, and on one line. */
    static String quoted(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return "'" + (line.length() > 40 ? line.substring(0, 40) + "..." : line) + "'";
    }
}
