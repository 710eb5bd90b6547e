package io.jenkins.plugins.cfnattest.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.envelope.JsonMutant.Change;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** docs/decision.md names every member that is written. */
class DecisionPageTest {
    /** The statement's own members, and what stands in maps. */
    private static final Set<String> ELSEWHERE = Set.of(
            "_type", "subject", "predicateType", "predicate", "sha256", "Env", "team", "expiresAt", "cfn-attestation");

    @Test
    void namesEveryMemberAndType() throws Exception {
        String page = Files.readString(Path.of("docs/decision.md"));
        Set<String> missing = new TreeSet<>();
        for (Bytes payload : List.of(
                DecisionJson.write(SamplePredicates.decision()),
                SummaryJson.write(SamplePredicates.summary()),
                WaiverJson.write(SamplePredicates.waiver()),
                ApprovalJson.write(SamplePredicates.approval()),
                DeploymentJson.write(SamplePredicates.deployment()))) {
            for (JsonMutant member : JsonMutant.of(payload.toUtf8(), Change.REMOVE)) {
                String name = member.change().replaceFirst(".*[ .]", "");
                if (!ELSEWHERE.contains(name) && !page.matches("(?s).*[`.]" + name + "[`.].*")) {
                    missing.add(name);
                }
            }
        }

        assertThat(missing).as("members that the page does not name").isEmpty();
        assertThat(page)
                .contains(
                        DecisionStatement.TYPE,
                        VerificationSummary.TYPE,
                        Waiver.TYPE,
                        Approval.TYPE,
                        DeploymentStatement.TYPE);
    }
}
