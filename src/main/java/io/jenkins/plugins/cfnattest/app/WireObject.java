package io.jenkins.plugins.cfnattest.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.gate.OneLine;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A JSON object that somebody sent, read strictly: it is an instruction and not evidence, so a member that nobody knows is an error, or the caller would believe it were
 * heeded. No complaint quotes a value, which may be a secret.
 *
 * @param what how complaints call it
 * @param node the object
 */
public record WireObject(String what, JsonNode node) {
    /** The longest name of anything, in characters; CloudFormation takes no longer ones. */
    static final int NAME = 255;

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The object that is the whole text. {@code limit}: the most bytes; {@code members}: those that are known. */
    public static WireObject read(Bytes json, int limit, String what, Set<String> members) throws WireException {
        if (json.size() > limit) {
            throw complaint(what, "has more than " + limit + " bytes");
        }
        JsonNode root;
        try {
            root = MAPPER.readTree(json.toUtf8());
        } catch (CharacterCodingException e) {
            throw complaint(what, "is not UTF-8");
        } catch (JsonProcessingException e) {
            // Its text may quote a value, so it goes no further.
            throw complaint(
                    what,
                    "is not JSON, or has a member twice, text behind its end or too many levels"
                            + Optional.ofNullable(e.getLocation())
                                    .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                                    .orElse(""));
        }
        return new WireObject(what, root).with(members);
    }

    private WireObject with(Set<String> members) throws WireException {
        if (!node.isObject()) {
            throw wrong("is not a JSON object");
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!members.contains(name)) {
                throw wrong("has the unknown member " + OneLine.quoted(name) + "; known are "
                        + String.join(", ", new TreeSet<>(members)));
            }
        }
        return this;
    }

    public boolean has(String name) {
        return node.has(name);
    }

    /** A text that must be there and not blank. */
    public String text(String name) throws WireException {
        String text = text(name, node.get(name));
        if (text.isBlank()) {
            throw wrong("needs " + OneLine.quoted(name) + " as a text that is not blank");
        }
        return text;
    }

    /** A text that may be left out; not blank. */
    public Optional<String> optional(String name) throws WireException {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** True or false; false when left out. */
    public boolean flag(String name) throws WireException {
        if (!has(name)) {
            return false;
        }
        return required(name);
    }

    /** True or false; it must be there. */
    public boolean required(String name) throws WireException {
        if (!has(name) || !node.get(name).isBoolean()) {
            throw wrong("needs " + OneLine.quoted(name) + " as true or false");
        }
        return node.get(name).booleanValue();
    }

    /** An object of texts; empty when left out. */
    public SortedMap<String, String> texts(String name) throws WireException {
        SortedMap<String, String> texts = new TreeMap<>();
        if (has(name)) {
            JsonNode object = node.get(name);
            if (!object.isObject()) {
                throw wrong("needs " + OneLine.quoted(name) + " as an object of texts");
            }
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                texts.put(encodable(name, member.getKey()), text(name + "." + member.getKey(), member.getValue()));
            }
        }
        return texts;
    }

    /** A list of texts; empty when left out. */
    public List<String> list(String name) throws WireException {
        List<String> texts = new ArrayList<>();
        if (has(name)) {
            if (!node.get(name).isArray()) {
                throw wrong("needs " + OneLine.quoted(name) + " as a list of texts");
            }
            for (JsonNode element : node.get(name)) {
                texts.add(text(name + "[" + texts.size() + "]", element));
            }
        }
        return texts;
    }

    /** One of these words; absent when left out. */
    public Optional<String> word(String name, Set<String> words) throws WireException {
        Optional<String> word = optional(name);
        if (word.isPresent() && !words.contains(word.get())) {
            throw wrong("needs " + OneLine.quoted(name) + " as one of " + String.join(", ", new TreeSet<>(words)));
        }
        return word;
    }

    /** An object below this one; absent when left out. */
    public Optional<WireObject> object(String name, Set<String> members) throws WireException {
        return has(name)
                ? Optional.of(new WireObject("'" + name + "' of " + what, node.get(name)).with(members))
                : Optional.empty();
    }

    /** Complains about a member that holds more than so many texts, or one of more characters; names of members are never long. */
    public void limit(String name, int most, int longest) throws WireException {
        JsonNode value = node.path(name);
        if (value.size() > most) {
            throw wrong("has more than " + most + " in " + OneLine.quoted(name));
        }
        limit(name, value, longest);
        for (JsonNode element : value) {
            limit(name, element, longest);
        }
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            if (names.next().length() > NAME) {
                throw wrong("has a name of more than " + NAME + " characters in " + OneLine.quoted(name));
            }
        }
    }

    private void limit(String name, JsonNode value, int longest) throws WireException {
        if (value.isTextual() && value.textValue().length() > longest) {
            throw wrong("has a text of more than " + longest + " characters in " + OneLine.quoted(name));
        }
    }

    private String text(String name, JsonNode value) throws WireException {
        if (value == null || !value.isTextual()) {
            throw wrong("needs " + OneLine.quoted(name) + " as a text");
        }
        return encodable(name, value.textValue());
    }

    private String encodable(String name, String text) throws WireException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw wrong("has half a surrogate pair in " + OneLine.quoted(name));
        }
        return text;
    }

    /** A complaint; {@code found} is what it does or lacks. */
    public WireException wrong(String found) {
        return complaint(what, found);
    }

    private static WireException complaint(String what, String found) {
        return new WireException("Expected " + what + " as the API describes it, but it " + found + ".");
    }

    /** Names and values come from strangers and may be secret. */
    @Override
    public String toString() {
        return what;
    }
}
