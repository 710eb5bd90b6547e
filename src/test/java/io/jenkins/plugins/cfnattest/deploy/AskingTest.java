package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.core.exception.SdkClientException;

class AskingTest {
    private static final AwsCredentialsProvider EMPTY = () -> {
        throw SdkClientException.create("Set the java property aws.accessKeyId.");
    };

    @Test
    void saysWhatToSetWhereThereAreNoCredentials() {
        AwsCredentialsProviderChain chain = AwsCredentialsProviderChain.of(EMPTY);
        SdkClientException said = catchThrowableOfType(SdkClientException.class, chain::resolveCredentials);

        String sentence = new Asking(new Hidden(List.of()))
                .failure("STS could not be asked", said)
                .getMessage();

        assertThat(sentence)
                .startsWith("STS could not be asked. AWS could not be asked: no credentials were found")
                .contains("AWS_PROFILE")
                .doesNotContain("Provider", "java property");
    }
}
