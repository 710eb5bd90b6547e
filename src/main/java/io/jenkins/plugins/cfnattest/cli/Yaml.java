package io.jenkins.plugins.cfnattest.cli;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** A small configuration file, read strictly: every scalar is text, no key twice, no member that nobody knows. */
final class Yaml {
    private static final int LIMIT = 256 * 1024;
    private static final int DEPTH = 20;

    private final Path file;
    private final String where;
    private final Map<String, Object> members;

    private Yaml(Path file, String where, Map<String, Object> members) {
        this.file = file;
        this.where = where;
        this.members = members;
    }

    /** Scalars stay the text they are: {@code 012345678901} is an account, no octal number. */
    private static final class TextResolver extends Resolver {
        @Override
        protected void addImplicitResolvers() {
            addImplicitResolver(Tag.MERGE, MERGE, "<");
        }
    }

    /** The document of the file. */
    static Object load(Path file, String what) throws CliException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEPTH);
        var yaml = new org.yaml.snakeyaml.Yaml(
                new SafeConstructor(options),
                new Representer(new org.yaml.snakeyaml.DumperOptions()),
                new org.yaml.snakeyaml.DumperOptions(),
                options,
                new TextResolver());
        String text = InputFile.text(file, what, LIMIT);
        try {
            return yaml.load(text);
        } catch (YAMLException e) {
            throw CliException.usage(
                    "The " + what + " '" + file + "' is no YAML that can be read: "
                            + e.getMessage().replaceAll("\\s+", " ") + ".",
                    e);
        }
    }

    /** A map of the document with exactly these members known. */
    static Yaml map(Path file, String where, Object node, Set<String> known) throws CliException {
        if (!(node instanceof Map<?, ?> map)) {
            throw CliException.usage(file + ": " + where + " should be a map with " + known + ", but is not.");
        }
        Map<String, Object> members = new java.util.LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (!known.contains(name)) {
                throw CliException.usage(file + ": " + where + " has the member '" + name
                        + "', which nobody knows; known are " + known + ".");
            }
            members.put(name, entry.getValue());
        }
        return new Yaml(file, where, members);
    }

    /** The items of a list. */
    static List<?> list(Path file, String where, Object node) throws CliException {
        if (!(node instanceof List<?> items) || items.isEmpty()) {
            throw CliException.usage(file + ": " + where + " should be a list with at least one item, but is not.");
        }
        return items;
    }

    Object node(String name) {
        return members.get(name);
    }

    String required(String name) throws CliException {
        return optional(name)
                .orElseThrow(() ->
                        CliException.usage(file + ": " + where + " needs the member '" + name + "', but has none."));
    }

    Optional<String> optional(String name) throws CliException {
        Object value = members.get(name);
        if (value == null || value instanceof String text && text.isEmpty()) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw CliException.usage(file + ": '" + name + "' of " + where + " should be a text, but is a list or a map.");
    }

    Optional<Instant> instant(String name) throws CliException {
        Optional<String> text = optional(name);
        try {
            return text.map(Instant::parse);
        } catch (DateTimeParseException e) {
            throw CliException.usage(
                    file + ": '" + name + "' of " + where + " should be a time such as 2026-01-31T00:00:00Z, but is '"
                            + text.orElseThrow() + "'.",
                    e);
        }
    }

    Optional<URI> uri(String name) throws CliException {
        Optional<String> text = optional(name);
        try {
            return text.map(URI::create);
        } catch (IllegalArgumentException e) {
            throw CliException.usage(
                    file + ": '" + name + "' of " + where + " should be a URL, but is '" + text.orElseThrow() + "'.",
                    e);
        }
    }

    Set<String> texts(String name) throws CliException {
        Object value = members.get(name);
        if (value == null) {
            return Set.of();
        }
        Set<String> texts = new LinkedHashSet<>();
        for (Object item : list(file, "'" + name + "' of " + where, value)) {
            texts.add(String.valueOf(item));
        }
        return texts;
    }

    List<Yaml> maps(String name, Set<String> known) throws CliException {
        List<Yaml> maps = new ArrayList<>();
        String inner = "'" + name + "' of " + where;
        for (Object item : list(file, inner, members.get(name))) {
            maps.add(map(file, "item " + (maps.size() + 1) + " of " + inner, item, known));
        }
        return maps;
    }
}
