package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.app.AttestException;
import io.jenkins.plugins.cfnattest.app.AttestRequest;
import io.jenkins.plugins.cfnattest.app.AttestWire;
import io.jenkins.plugins.cfnattest.app.Attester;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code POST /v1/attestations}: inspects and signs, whatever the verdict. */
final class AttestEndpoint implements PostEndpoint {
    private static final Pattern JSON_TYPE = Pattern.compile("application/json( *; *charset=\"?utf-8\"?)?");

    private final Attester attester;

    AttestEndpoint(Attester attester) {
        this.attester = attester;
    }

    @Override
    public void check(HttpServletRequest request) throws ProblemException {
        String type = Optional.ofNullable(request.getContentType()).orElse("");
        if (!JSON_TYPE.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()) {
            throw new Problem(
                            ProblemType.MEDIA_TYPE,
                            "Expected " + Answer.JSON + " in UTF-8 (header field Content-Type), but found "
                                    + (type.isEmpty() ? "none" : "another type") + ".")
                    .with("Accept-Post", Answer.JSON)
                    .thrown();
        }
        if (request.getHeader("Content-Encoding") != null) {
            throw new Problem(
                            ProblemType.MEDIA_TYPE,
                            "Expected the body as it is, but it has a Content-Encoding. Leave it out.")
                    .with("Accept-Encoding", "identity")
                    .thrown();
        }
    }

    @Override
    public Answer answer(Bytes body, Map<String, String> authenticated)
            throws ProblemException, AttestException, InterruptedException {
        AttestRequest request;
        try {
            request = AttestWire.read(body, authenticated);
        } catch (AttestException e) {
            throw new Problem(ProblemType.BAD_REQUEST, e.getMessage()).thrown();
        }
        try {
            return new Answer(AttestWire.ANSWER_TYPE, attester.attest(request).envelope());
        } catch (AttestException e) {
            if (e.kind() == AttestException.Kind.INPUT) {
                throw new Problem(ProblemType.UNPROCESSABLE, e.getMessage()).thrown();
            }
            throw e;
        }
    }
}
