package io.jenkins.plugins.cfnattest.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The double answers as AWS does, seen without the SDK. */
class FakeCloudFormationTest {
    private static final String SIGNED =
            "AWS4-HMAC-SHA256 Credential=AKIA1/20260101/eu-central-1/cloudformation/aws4_request";

    @Test
    void answersCharactersBeyondAsciiAsQuestionMarks() throws Exception {
        try (FakeCloudFormation aws = FakeCloudFormation.start()) {
            post(
                    aws.endpoint(),
                    "Action=CreateChangeSet&StackName=s&ChangeSetName=c&ChangeSetType=CREATE&TemplateBody="
                            + "Description%3A+K%C3%B6ln+%F0%9F%9A%80%0D%0A",
                    SIGNED);

            HttpResponse<String> answer =
                    post(aws.endpoint(), "Action=GetTemplate&StackName=s&ChangeSetName=c", SIGNED);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("<TemplateBody>Description: K?ln ?\r\n</TemplateBody>");
            assertThat(aws.requests("GetTemplate")).singleElement().satisfies(request -> {
                assertThat(request.accessKey()).isEqualTo("AKIA1");
                assertThat(request.region()).isEqualTo("eu-central-1");
            });
        }
    }

    @Test
    void wantsSignedRequests() throws Exception {
        try (FakeCloudFormation aws = FakeCloudFormation.start()) {
            HttpResponse<String> answer = post(aws.endpoint(), "Action=GetCallerIdentity", "none");

            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("<Code>MissingAuthenticationToken</Code>");
        }
    }

    @Test
    void isGoneWhenClosed() throws Exception {
        FakeCloudFormation aws = FakeCloudFormation.start();
        URI endpoint = aws.endpoint();
        aws.close();

        assertThat(endpoint.getHost()).isEqualTo("127.0.0.1");
        assertThatThrownBy(() -> post(endpoint, "Action=GetCallerIdentity", SIGNED))
                .isInstanceOf(IOException.class);
    }

    private static HttpResponse<String> post(URI endpoint, String form, String authorization) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(endpoint)
                                .header("Authorization", authorization)
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
