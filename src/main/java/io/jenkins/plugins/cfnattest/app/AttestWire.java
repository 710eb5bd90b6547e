package io.jenkins.plugins.cfnattest.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.cfnattest.app.AttestException.Kind;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.gate.OneLine;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The request of {@code POST /v1/attestations}: one JSON object with {@code name}, {@code template} (base64 of the exact bytes),
 * {@code parameters}, {@code pseudo} and {@code claimed} (objects of texts, may be left out), and {@code evaluation} ({@code EFFECTIVE}, also when left out, or {@code ALL}: what imitates cfn_nag and its blind spots is not attested for others). It is an instruction and not evidence, so unknown
 * members are errors: the caller would believe they were heeded. The answer is the envelope itself.
 */
public final class AttestWire {
    /** The path below the service's URL. */
    public static final String PATH = "/v1/attestations";

    /** The media type of the answer. */
    public static final String ANSWER_TYPE = "application/vnd.in-toto.cfn-inspection+dsse";

    /** The largest request, in bytes: 1 MiB of template in base64, and parameters. */
    public static final int LIMIT = 2 * 1024 * 1024;

    private static final String NAME = "name";
    private static final String TEMPLATE = "template";
    private static final String PARAMETERS = "parameters";
    private static final String PSEUDO = "pseudo";
    private static final String CLAIMED = "claimed";
    private static final String EVALUATION = "evaluation";
    private static final Set<String> MEMBERS = Set.of(NAME, TEMPLATE, PARAMETERS, PSEUDO, CLAIMED, EVALUATION);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private AttestWire() {}

    /** Writes a request. What the sender knows itself is to the service only what the sender says, so all of the invocation is claimed. */
    public static Bytes write(AttestRequest request) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put(NAME, request.name());
        json.put(TEMPLATE, request.template().toBase64());
        Map<String, String> claimed = new TreeMap<>(request.invocation().claimed());
        claimed.putAll(request.invocation().authenticated());
        put(json, PARAMETERS, request.parameters());
        put(json, PSEUDO, request.pseudo());
        put(json, CLAIMED, claimed);
        if (request.evaluation() != Evaluation.EFFECTIVE) {
            // Services that do not know the member yet would refuse it, and mean this one.
            json.put(EVALUATION, request.evaluation().name());
        }
        return Bytes.utf8(json.toString());
    }

    private static void put(ObjectNode json, String member, Map<String, String> texts) {
        ObjectNode object = json.putObject(member);
        new TreeMap<>(texts).forEach(object::put);
    }

    /**
     * Reads a request.
     *
     * @param authenticated what the service knows itself about the caller
     * @throws AttestException (INPUT) when it is not of the format; the message names the member, never a value
     */
    public static AttestRequest read(Bytes json, Map<String, String> authenticated) throws AttestException {
        JsonNode root = parse(json);
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!MEMBERS.contains(name)) {
                throw bad("has the unknown member " + OneLine.quoted(name)
                        + "; known are name, template, parameters, pseudo, claimed, evaluation");
            }
        }
        try {
            return new AttestRequest(
                    text(root, NAME),
                    template(text(root, TEMPLATE)),
                    texts(root, PARAMETERS),
                    texts(root, PSEUDO),
                    new Invocation(authenticated, texts(root, CLAIMED)),
                    evaluation(root));
        } catch (IllegalArgumentException e) {
            throw new AttestException(Kind.INPUT, e.getMessage(), e);
        }
    }

    private static JsonNode parse(Bytes json) throws AttestException {
        if (json.size() > LIMIT) {
            throw bad("has more than " + LIMIT + " bytes");
        }
        try {
            JsonNode root = MAPPER.readTree(json.toUtf8());
            if (root.isObject()) {
                return root;
            }
        } catch (CharacterCodingException e) {
            throw bad("is not UTF-8");
        } catch (JsonProcessingException e) {
            // Its text may quote a parameter's value, so it goes no further.
            String where = Optional.ofNullable(e.getLocation())
                    .map(at -> " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")")
                    .orElse("");
            throw bad("is not JSON, or has a member twice, text behind its end or too many levels" + where);
        }
        throw bad("is not a JSON object");
    }

    private static String text(JsonNode object, String member) throws AttestException {
        JsonNode value = object.get(member);
        if (value == null || !value.isTextual()) {
            throw bad("needs " + OneLine.quoted(member) + " as a text");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value.textValue())) {
            throw bad("has half a surrogate pair in " + OneLine.quoted(member));
        }
        return value.textValue();
    }

    private static Evaluation evaluation(JsonNode root) throws AttestException {
        if (!root.has(EVALUATION)) {
            return Evaluation.EFFECTIVE;
        }
        String name = text(root, EVALUATION);
        return Stream.of(Evaluation.EFFECTIVE, Evaluation.ALL)
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> bad("asks for the evaluation " + OneLine.quoted(name) + " and not EFFECTIVE or ALL"));
    }

    private static Bytes template(String base64) throws AttestException {
        try {
            return Bytes.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw bad("needs 'template' in standard base64, on one line");
        }
    }

    private static Map<String, String> texts(JsonNode root, String member) throws AttestException {
        Map<String, String> texts = new TreeMap<>();
        JsonNode object = root.get(member);
        if (object == null) {
            return texts;
        }
        if (!object.isObject()) {
            throw bad("needs " + OneLine.quoted(member) + " as an object of texts");
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            texts.put(name, text(object, name));
        }
        return texts;
    }

    private static AttestException bad(String found) {
        return new AttestException(
                Kind.INPUT,
                "A request for an attestation is a JSON object as the API describes it, but this one " + found + ".");
    }
}
