package io.jenkins.plugins.cfnattest.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;

/** {@code GET /v1/keys}: the public keys. Whoever pins one compares its key id with what the operator says; a key from the network alone proves nothing. */
final class KeysEndpoint {
    static final String PATH = "/v1/keys";

    private final Answer answer;

    KeysEndpoint(ServiceKeys keys) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode list = root.putArray("keys");
        for (ServiceKeys.Entry entry : keys.entries()) {
            VerificationKey key = entry.signer().verificationKey();
            list.addObject()
                    .put("keyid", key.keyId().hex())
                    .put("algorithm", key.algorithm().name())
                    .put("purpose", entry.purpose().word())
                    .put("pem", key.toPem());
        }
        this.answer = new Answer(Answer.JSON, Bytes.utf8(root.toString()));
    }

    Answer answer() {
        return answer;
    }
}
