package io.jenkins.plugins.cfnattest.app;

import io.jenkins.plugins.cfnattest.app.AttestException.Kind;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.inspect.Evaluation;
import io.jenkins.plugins.cfnattest.signing.VerificationKey;
import java.net.URI;
import java.util.Optional;
import java.util.TreeSet;

/** Asks a service, and believes its answer only under the pinned key and only about the very bytes that were sent. */
public final class RemoteAttester implements Attester {
    private static final String PATH_2020 = "/cfn_nag/v1/signed_scan";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private final Protocol protocol;
    private final VerificationKey pinned;
    private final ServiceClient client;

    /** Which API the service speaks; chosen by configuration and never negotiated, so that nobody can downgrade it. */
    public enum Protocol {
        /** {@code POST /v1/attestations}. */
        V1,
        /** {@code POST /cfn_nag/v1/signed_scan} of the 2020 service. */
        SERVICE_2020
    }

    /**
     * An attester that asks the service.
     *
     * @param service its base URL; a token goes over https only, or to this machine
     * @throws IllegalArgumentException when the URL or the token cannot be used; the message never shows the token
     */
    public RemoteAttester(URI service, Protocol protocol, Optional<String> token, VerificationKey pinned) {
        this(service, protocol, token, pinned, ServiceClient.Limits.STANDARD);
    }

    RemoteAttester(
            URI service,
            Protocol protocol,
            Optional<String> token,
            VerificationKey pinned,
            ServiceClient.Limits limits) {
        this.protocol = protocol;
        this.pinned = pinned;
        this.client = new ServiceClient(ServiceAddress.of(service, token.isPresent()), token, limits);
    }

    @Override
    public Attestation attest(AttestRequest request) throws AttestException, InterruptedException {
        // What is no template is not sent anywhere.
        Inputs inputs = Inputs.of(request);
        return switch (protocol) {
            case V1 -> today(request, inputs);
            case SERVICE_2020 -> as2020(request);
        };
    }

    private Attestation today(AttestRequest request, Inputs inputs) throws AttestException, InterruptedException {
        ServiceClient.Answer answer =
                client.post(AttestWire.PATH, JSON, AttestWire.ANSWER_TYPE + ", " + PROBLEM, AttestWire.write(request));
        if (!answer.mediaType().equalsIgnoreCase(AttestWire.ANSWER_TYPE)) {
            throw new AttestException(
                    Kind.FAILURE,
                    "The service should answer with " + AttestWire.ANSWER_TYPE + ", but it answered with "
                            + answer.mediaType() + ". Check its URL and the protocol.");
        }
        return ServiceAnswer.believed(answer.body(), request, inputs, pinned);
    }

    private Attestation as2020(AttestRequest request) throws AttestException, InterruptedException {
        if (!request.parameters().isEmpty()) {
            throw new AttestException(
                    Kind.INPUT,
                    "The service of 2020 inspects without parameters, but values are given for "
                            + new TreeSet<>(request.parameters().keySet())
                            + ". Leave them out, or use a service that speaks today's protocol.");
        }
        if (request.evaluation() == Evaluation.ALL) {
            throw new AttestException(
                    Kind.INPUT,
                    "The service of 2020 inspects as cfn_nag does, but the evaluation ALL is asked for. Leave it out, or use a"
                            + " service that speaks today's protocol.");
        }
        Bytes answer = client.post(PATH_2020, "text/plain; charset=utf-8", JSON, request.template())
                .body();
        return Answer2020.believed(answer, request.template(), pinned);
    }
}
