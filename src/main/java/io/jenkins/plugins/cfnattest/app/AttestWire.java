package io.jenkins.plugins.cfnattest.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.InspectionPredicate.Invocation;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The request of {@code POST /v1/attestations}: one JSON object with {@code name}, {@code template} (base64 of the exact bytes),
 * {@code parameters}, {@code pseudo} and {@code claimed} (objects of texts, may be left out), and {@code evaluation} ({@code EFFECTIVE}, also when left out, or {@code ALL}).
 * The answer is the envelope itself.
 */
public final class AttestWire {
    /** The path below the service's URL. */
    public static final String PATH = "/v1/attestations";

    /** The media type of the answer. */
    public static final String ANSWER_TYPE = "application/vnd.in-toto.cfn-inspection+dsse";

    /** The largest request, in bytes: 1 MiB of template in base64, and parameters. */
    public static final int LIMIT = 2 * 1024 * 1024;

    private static final String WHAT = "a request for an attestation";
    private static final String NAME = "name";
    private static final String TEMPLATE = "template";
    private static final String PARAMETERS = "parameters";
    private static final String PSEUDO = "pseudo";
    private static final String CLAIMED = "claimed";
    private static final String EVALUATION = "evaluation";
    private static final Set<String> MEMBERS = Set.of(NAME, TEMPLATE, PARAMETERS, PSEUDO, CLAIMED, EVALUATION);

    /** What imitates cfn_nag, blind spots and all, is not attested for others. */
    private static final Set<String> OFFERED = Set.of(Evaluation.EFFECTIVE.name(), Evaluation.ALL.name());

    private AttestWire() {}

    /** Writes a request. What the sender knows itself is to the service only what the sender says, so all of the invocation is claimed. */
    public static Bytes write(AttestRequest request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
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
     */
    public static AttestRequest read(Bytes json, Map<String, String> authenticated) throws WireException {
        WireObject root = WireObject.read(json, LIMIT, WHAT, MEMBERS);
        Bytes template = template(root);
        Evaluation evaluation =
                root.word(EVALUATION, OFFERED).map(Evaluation::valueOf).orElse(Evaluation.EFFECTIVE);
        Invocation invocation = new Invocation(authenticated, root.texts(CLAIMED));
        try {
            return new AttestRequest(
                    root.text(NAME), template, root.texts(PARAMETERS), root.texts(PSEUDO), invocation, evaluation);
        } catch (IllegalArgumentException e) {
            throw new WireException(e.getMessage(), e);
        }
    }

    private static Bytes template(WireObject root) throws WireException {
        try {
            return Bytes.of(Base64.getDecoder().decode(root.text(TEMPLATE)));
        } catch (IllegalArgumentException e) {
            throw root.wrong("needs 'template' in standard base64, on one line");
        }
    }
}
