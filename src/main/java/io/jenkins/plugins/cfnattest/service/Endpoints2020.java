package io.jenkins.plugins.cfnattest.service;

import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.envelope.ServiceScan;
import io.jenkins.plugins.cfnattest.signing.KeyException;
import io.jenkins.plugins.cfnattest.signing.Signer;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * The three paths of the 2020 service: the body is the template itself, whatever its Content-Type, and the answer is compact JSON that calls itself HTML, as the
 * clients of that service know it. Problems have today's form.
 */
final class Endpoints2020 {
    static final String STATUS_PATH = "/cfn_nag/v1/status";
    static final String SCAN_PATH = "/cfn_nag/v1/scan";
    static final String SIGNED_SCAN_PATH = "/cfn_nag/v1/signed_scan";

    private static final String CONTENT_TYPE = "text/html;charset=utf-8";
    private static final Bytes UP = Bytes.utf8("{\"body\":\"Service is up!\"}");

    private final Scanner2020 scanner;
    private final Optional<Signer> signer;

    Endpoints2020(Scanner2020 scanner, Optional<Signer> signer) {
        this.scanner = scanner;
        this.signer = signer;
    }

    Answer status() {
        return new Answer(CONTENT_TYPE, UP);
    }

    Answer scan(Bytes template, Visitor visitor) {
        return new Answer(CONTENT_TYPE, scanner.scan(template).write());
    }

    Answer signedScan(Bytes template, Visitor visitor) throws ProblemException, KeyException {
        Signer key = signer.orElseThrow(() -> new Problem(
                        ProblemType.NO_KEY,
                        "Expected a key for signed answers in the form of 2020, but this service has none. Use POST /v1/attestations, or have the"
                                + " service started with --key-2020.")
                .thrown());
        ServiceScan scan = scanner.scan(template, text(template));
        Bytes signature = key.sign(Bytes.utf8(scan.encode()));
        return new Answer(CONTENT_TYPE, scan.sealedWith(signature).write());
    }

    /** The signed answer holds the template as text; bytes that are none would have to be changed for it, and then something else would be signed than was sent. */
    private static String text(Bytes template) throws ProblemException {
        try {
            return template.toUtf8();
        } catch (CharacterCodingException e) {
            throw new Problem(
                            ProblemType.UNPROCESSABLE,
                            "Expected a template in UTF-8, since the signed answer holds it as text, but its bytes are not UTF-8. Convert it.")
                    .thrown();
        }
    }
}
