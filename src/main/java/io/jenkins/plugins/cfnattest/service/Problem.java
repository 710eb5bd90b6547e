package io.jenkins.plugins.cfnattest.service;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import java.util.Map;

/**
 * Why a request got no answer (RFC 9457).
 *
 * @param type what kind
 * @param status the HTTP status, nearly always the type's
 * @param detail what was expected, what was found, what to do; never a token, a parameter's value or anything of the service's inside
 * @param headers header fields that belong to it
 */
record Problem(ProblemType type, int status, String detail, Map<String, String> headers) {
    static final String MEDIA_TYPE = "application/problem+json";

    Problem {
        headers = Map.copyOf(headers);
    }

    Problem(ProblemType type, String detail) {
        this(type, type.status(), detail, Map.of());
    }

    /** With a header field. */
    Problem with(String name, String value) {
        return new Problem(type, status, detail, Map.of(name, value));
    }

    /** To be thrown by whoever answers a request. */
    ProblemException thrown() {
        return new ProblemException(this);
    }

    Bytes json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", type.urn());
        json.put("title", type.title());
        json.put("status", status);
        json.put("detail", detail);
        return Bytes.utf8(json.toString());
    }
}
