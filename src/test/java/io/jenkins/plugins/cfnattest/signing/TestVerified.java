package io.jenkins.plugins.cfnattest.signing;

import io.jenkins.plugins.cfnattest.envelope.Digest;
import java.util.List;

/** Makes verified things for tests of other rooms, which cannot make one themselves: only verification does. */
public final class TestVerified {
    private TestVerified() {}

    /** This, as if these keys had signed it. */
    public static <S> Verified<S> of(S statement, Digest digest, TrustedKey... signers) {
        return new Verified<>(statement, digest, List.of(signers));
    }
}
