package io.jenkins.plugins.cfnattest.cli;

import io.jenkins.plugins.cfnattest.gate.OneLine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.Node;

/** A map in a small configuration file, read strictly: every scalar is text, no key twice, no member that nobody knows. Each complaint names line and column. */
final class Yaml {
    private final YamlFile file;
    private final String where;
    private final Node node;
    private final Map<String, Node> members;

    private Yaml(YamlFile file, String where, Node node, Set<String> known) throws CliException {
        this.file = file;
        this.where = where;
        this.node = node;
        this.members = file.members(where, node);
        for (Map.Entry<String, Node> member : members.entrySet()) {
            if (!known.contains(member.getKey())) {
                throw file.at(
                        member.getValue(),
                        where + " has the member " + OneLine.quoted(member.getKey())
                                + ", which nobody knows; known are " + new TreeSet<>(known) + ".");
            }
        }
    }

    /** The map that is the whole file. {@code what}: how messages call the file; {@code where}: how they call the map. */
    static Yaml map(Path path, String what, String where, Set<String> known) throws CliException {
        YamlFile file = YamlFile.read(path, what);
        return new Yaml(file, where, file.root(), known);
    }

    /** The maps in the list that is the whole file; {@code item}: how messages call one of them. */
    static List<Yaml> list(Path path, String what, String item, Set<String> known) throws CliException {
        YamlFile file = YamlFile.read(path, what);
        List<Yaml> maps = new ArrayList<>();
        for (Node each : file.items("the document", file.root())) {
            maps.add(new Yaml(file, item + " " + (maps.size() + 1), each, known));
        }
        return maps;
    }

    /** Whether the member is there. */
    boolean has(String name) {
        return members.containsKey(name);
    }

    String required(String name) throws CliException {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            throw wrong("needs the member '" + name + "', but has none");
        }
        return text.get();
    }

    /** A text; an empty one is none. */
    Optional<String> optional(String name) throws CliException {
        return has(name)
                ? Optional.of(file.text(inner(name), members.get(name))).filter(text -> !text.isEmpty())
                : Optional.empty();
    }

    Optional<Instant> instant(String name) throws CliException {
        return read(name, "a time such as 2026-01-31T00:00:00Z", Instant::parse);
    }

    Optional<Duration> duration(String name) throws CliException {
        return read(name, "a duration such as PT30S", Duration::parse);
    }

    Optional<Integer> number(String name) throws CliException {
        return read(name, "a whole number", Integer::valueOf);
    }

    Optional<URI> uri(String name) throws CliException {
        return read(name, "a URL", URI::create);
    }

    /** The texts of a list, each once; none when the member is not there. */
    Set<String> texts(String name) throws CliException {
        return has(name) ? new LinkedHashSet<>(list(name)) : Set.of();
    }

    /** The texts of a list that must be there, in their order. */
    List<String> list(String name) throws CliException {
        List<String> texts = new ArrayList<>();
        for (Node item : items(name)) {
            texts.add(file.text("item " + (texts.size() + 1) + " of " + inner(name), item));
        }
        return texts;
    }

    /** The texts of a map, by name; none when the member is not there. */
    Map<String, String> textByName(String name) throws CliException {
        Map<String, String> texts = new LinkedHashMap<>();
        if (has(name)) {
            for (Map.Entry<String, Node> entry :
                    file.members(inner(name), members.get(name)).entrySet()) {
                texts.put(
                        entry.getKey(),
                        file.text(OneLine.quoted(entry.getKey()) + " of " + inner(name), entry.getValue()));
            }
        }
        return texts;
    }

    /** The map below this one, if the member is there. */
    Optional<Yaml> inner(String name, Set<String> known) throws CliException {
        return has(name) ? Optional.of(new Yaml(file, inner(name), members.get(name), known)) : Optional.empty();
    }

    Optional<Boolean> flag(String name) throws CliException {
        Optional<String> word = optional(name);
        if (word.isPresent() && !word.get().equals("true") && !word.get().equals("false")) {
            throw wrong(name, "should be true or false, but is " + OneLine.quoted(word.get()));
        }
        return word.map(Boolean::valueOf);
    }

    /** One of the words of a type, in any case. */
    <E extends Enum<E>> Optional<E> word(String name, Class<E> type) throws CliException {
        Optional<String> word = optional(name);
        if (word.isEmpty()) {
            return Optional.empty();
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(word.get().toUpperCase(Locale.ROOT))) {
                return Optional.of(constant);
            }
        }
        throw wrong(
                name,
                "should be one of " + Arrays.toString(type.getEnumConstants()) + ", but is "
                        + OneLine.quoted(word.get()));
    }

    /** The maps of a list that must be there. */
    List<Yaml> maps(String name, Set<String> known) throws CliException {
        List<Yaml> maps = new ArrayList<>();
        for (Node item : items(name)) {
            maps.add(new Yaml(file, "item " + (maps.size() + 1) + " of " + inner(name), item, known));
        }
        return maps;
    }

    /** A complaint about this map; {@code predicate} is what it does or lacks. */
    CliException wrong(String predicate) {
        return file.at(node, where + " " + predicate + ".");
    }

    /** A complaint about a member that is there. */
    CliException wrong(String name, String predicate) {
        return file.at(members.get(name), inner(name) + " " + predicate + ".");
    }

    /** What a checked constructor says about this map. */
    CliException wrong(Exception cause) {
        return file.at(node, where + ": " + cause.getMessage(), cause);
    }

    private List<Node> items(String name) throws CliException {
        if (!has(name)) {
            throw wrong("needs the member '" + name + "', a list, but has none");
        }
        return file.items(inner(name), members.get(name));
    }

    private String inner(String name) {
        return "'" + name + "' of " + where;
    }

    private <T> Optional<T> read(String name, String wanted, Function<String, T> reading) throws CliException {
        Optional<String> text = optional(name);
        try {
            return text.map(reading);
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw file.at(
                    members.get(name),
                    inner(name) + " should be " + wanted + ", but is " + OneLine.quoted(text.orElseThrow()) + ".",
                    e);
        }
    }
}
