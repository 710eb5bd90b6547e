package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.Inspection.NotInspected;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules see of templates with the language extensions. */
class LoopInspectionTest {
    private static final String BUCKETS = """
            Transform: AWS::LanguageExtensions
            Parameters:
              Names: {Type: CommaDelimitedList, Default: 'logs, web'}
            Mappings:
              Access: {logs: {Control: Private}, web: {Control: PublicRead}}
            Resources:
              Fn::ForEach::Buckets:
                - Name
                - !Ref Names
                - 'Bucket${Name}':
                    Type: AWS::S3::Bucket
                    Properties: {AccessControl: !FindInMap [Access, !Ref Name, Control, {DefaultValue: PublicReadWrite}]}
                  'Policy${Name}':
                    Type: AWS::S3::BucketPolicy
                    Properties:
                      Bucket: {Ref: !Sub 'Bucket${Name}'}
                      PolicyDocument: {Statement: {Effect: Deny, Principal: '*', Action: 's3:*', Resource: '*'}}
            """;

    private static ScanResult scan(String text, ScanOptions options, String... rules) {
        return new Scan(Sample.only(rules), options).scan(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void inspectsWhatLoopsMakeWithTheParametersOfTheDeployment() {
        Inspection byDefault = Sample.inspect(BUCKETS, Map.of(), "W31", "F14", "W51");
        Inspection given = Sample.inspect(BUCKETS, Map.of("Names", "logs,more"), "W31", "F14", "W51");

        assertThat(Sample.found(byDefault.violations())).containsExactly("W31 Bucketweb");
        assertThat(Sample.found(given.violations())).containsExactly("F14 Bucketmore");
        assertThat(given.notEvaluated()).isEmpty();
        assertThat(given.notInspected()).isEmpty();
    }

    @Test
    void tellsTheLineOfTheLoopsResource() {
        assertThat(Sample.inspect(BUCKETS, Map.of(), "W31").violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.places())
                        .containsExactly(
                                new Violation.Place("Bucketweb", 11, 15, "/Properties/AccessControl", "resource")));
    }

    @Test
    void scansLoopsThatKillCfnNag() {
        ScanResult byDefault = scan(BUCKETS, ScanOptions.standard(), "W31", "F14", "W51");
        ScanResult given = scan(
                BUCKETS,
                ScanOptions.standard().withParameterValues("{\"Parameters\": {\"Names\": \"web,more\"}}"),
                "W31",
                "F14",
                "W51");

        assertThat(Sample.found(byDefault.violations())).containsExactly("W31 Bucketweb");
        assertThat(Sample.found(given.violations())).containsExactlyInAnyOrder("F14 Bucketmore", "W31 Bucketweb");
        assertThat(byDefault.warnings()).isEmpty();
    }

    @Test
    void scansALoopOverTheUnknownOnceAndSaysSo() {
        ScanResult result =
                scan(BUCKETS.replace(", Default: 'logs, web'", ""), ScanOptions.standard(), "W35", "W51", "W41");

        assertThat(Sample.found(result.violations()))
                .containsExactlyInAnyOrder("W35 Bucket${Name}", "W41 Bucket${Name}");
        assertThat(result.warnings()).singleElement().asString().contains("Fn::ForEach::Buckets", "scanned once");
    }

    @Test
    void saysWhatTheTransformIsMissingFor() {
        ScanResult result = scan(BUCKETS.replace("Transform: AWS::LanguageExtensions\n", ""), ScanOptions.standard());

        assertThat(result.violations()).singleElement().satisfies(violation -> {
            assertThat(violation.id()).isEqualTo(Violation.FATAL);
            assertThat(violation.message()).contains("Transform: AWS::LanguageExtensions", "Fn::ForEach::Buckets");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{Type: CommaDelimitedList, Default: 'a,b', NoEcho: true}",
                "{Type: 'AWS::SSM::Parameter::Value<CommaDelimitedList>', Default: 'a,b'}",
                "{Type: 'List<String>'}",
            })
    void neverSkipsALoopOverWhatNobodyKnows(String parameter) {
        Inspection inspection = Sample.inspect(
                BUCKETS.replace("{Type: CommaDelimitedList, Default: 'logs, web'}", parameter)
                        + "  Plain: {Type: AWS::S3::Bucket, Properties: {AccessControl: PublicRead}}\n",
                Map.of(),
                "W31");

        assertThat(Sample.found(inspection.violations())).containsExactly("W31 Plain");
        assertThat(inspection.verdict()).isEqualTo(Verdict.INCOMPLETE);
        assertThat(inspection.notInspected()).contains(new NotInspected("LOOP", "", "/Resources/Fn::ForEach::Buckets"));
    }

    @Test
    void isFatalWhereCloudFormationWouldRefuse() {
        String text = BUCKETS + "  Bucketlogs: {Type: AWS::S3::Bucket}\n";

        assertThat(Sample.inspect(text, Map.of()).violations())
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("each key once", "\"Bucketlogs\""));
        assertThat(Sample.inspect(text, Map.of()).notInspected())
                .contains(new NotInspected("LOOP", "", "/Resources/Fn::ForEach::Buckets"));
        assertThat(scan(text, ScanOptions.standard()).violations())
                .extracting(Violation::id)
                .containsExactly(Violation.FATAL);
    }

    /** Each makes {@code Action} a star only when the deployment computes it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'Fn::ForEach::X': [A, [Action], {'${A}': '*'}], Effect: Allow, Resource: '*'}
            {'Fn::ForEach::X': [A, ['*'], {Action: '${A}'}], Effect: Allow, Resource: '*'}
            {'Fn::ForEach::X': [A, ['*'], {Action: !Sub '${A}'}], Effect: Allow, Resource: '*'}
            {'Fn::ForEach::X': [A, ['*'], {Action: [!Ref A]}], Effect: Allow, Resource: '*'}
            {'Fn::ForEach::X': [A, !Ref Stars, {Action: !Ref A}], Effect: Allow, Resource: '*'}
            {'Fn::ForEach::X': [A, [Star], {Action: {Ref: !Sub '${A}'}}], Effect: Allow, Resource: '*'}
            {'Fn::ForEach::X': [A, [Star], {Action: {Ref: '${A}'}}], Effect: Allow, Resource: '*'}
            {Action: !FindInMap [M, none, a, {DefaultValue: !Ref Star}], Effect: Allow, Resource: '*'}
            {Action: !FindInMap [M, !Join ['', [to, p]], a], Effect: Allow, Resource: '*'}
            {Action: !Select [0, [!FindInMap [M, none, a, {DefaultValue: '*'}]]], Effect: Allow, Resource: '*'}
            """)
    void seesThroughComputedActions(String statement) {
        Inspection inspection = Sample.inspect("""
                Transform: AWS::LanguageExtensions
                Parameters:
                  Star: {Type: String, Default: '*'}
                  Stars: {Type: CommaDelimitedList, Default: '*'}
                Mappings: {M: {top: {a: '*'}}}
                Resources:
                  Policy:
                    Type: AWS::IAM::ManagedPolicy
                    Properties: {PolicyDocument: {Statement: [%s]}}
                """.formatted(statement), Map.of(), "F5");

        assertThat(Sample.found(inspection.violations())).containsExactly("F5 Policy");
    }

    /** None of these is known before the deployment, so none may pass. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "!FindInMap [M, top, none, {DefaultValue: !Ref Nobody}]",
                "!FindInMap [M, !Ref Nobody, a, {DefaultValue: s3:Get}]",
                "!FindInMap [M, !Ref Topic, a, {DefaultValue: s3:Get}]",
                "!FindInMap [M, !Sub '${Topic}', a, {DefaultValue: s3:Get}]",
                "!FindInMap [M, top, none, {DefaultValue: !ImportValue x}]",
                "!FindInMap [M, top, none]",
                "{Fn::Length: !Ref NobodyList}",
                "{Fn::Length: !Split [',', !Ref Nobody]}",
                "{Fn::Length: !GetAZs ''}",
                "{Fn::ToJsonString: [!Ref Nobody]}",
                "{Fn::ToJsonString: [!ImportValue x]}",
                "{Ref: !Sub '${Nobody}'}",
                "!Sub ['${x}', {x: !FindInMap [M, top, none, {DefaultValue: !Ref Nobody}]}]"
            })
    void passesNothingThatItCanNotCompute(String action) {
        Inspection inspection = Sample.inspect("""
                Transform: AWS::LanguageExtensions
                Parameters:
                  Nobody: {Type: String}
                  NobodyList: {Type: CommaDelimitedList}
                Mappings: {M: {top: {a: s3:Get}}}
                Resources:
                  Topic: {Type: AWS::SNS::Topic}
                  Policy:
                    Type: AWS::IAM::ManagedPolicy
                    Properties: {PolicyDocument: {Statement: [{Effect: Allow, Action: %s, Resource: '*'}]}}
                """.formatted(action), Map.of(), "F5");

        assertThat(inspection.verdict()).isEqualTo(Verdict.INCOMPLETE);
    }

    @Test
    void readsConditionsThatLoopsMake() {
        String text = """
                Transform: AWS::LanguageExtensions
                Parameters: {Env: {Type: String}, Sizes: {Type: CommaDelimitedList, Default: 'a,b'}}
                Conditions:
                  Fn::ForEach::Is: [E, [test, prod], {'Is${E}': !Equals [!Ref Env, !Ref E]}]
                  HasTwo: !Equals [{Fn::Length: !Ref Sizes}, 2]
                Resources:
                  Fn::ForEach::Volumes:
                    - E
                    - [test, prod]
                    - 'V${E}': {Type: AWS::EC2::Volume, Properties: {Encrypted: !If ['Is${E}', !If [HasTwo, true, false], false]}}
                """;

        assertThat(Sample.found(
                        Sample.inspect(text, Map.of("Env", "prod"), "F1").violations()))
                .containsExactly("F1 Vtest");
        assertThat(Sample.found(Sample.inspect(text, Map.of("Env", "prod", "Sizes", "a"), "F1")
                        .violations()))
                .containsExactly("F1 Vtest", "F1 Vprod");
    }

    @Test
    void seesReferencesToTheStoreThatLoopsPutTogether() throws Exception {
        Template template = Sample.template("""
                Transform: AWS::LanguageExtensions
                Resources:
                  Fn::ForEach::Volumes:
                    - E
                    - [ssm, 'secretsmanager']
                    - 'V${E}': {Type: AWS::EC2::Volume, Properties: {KmsKeyId: '{{resolve:${E}:/x}}'}}
                """);

        assertThat(NestedContent.of(template, EffectiveParameters.of(template, Map.of(), Set.of(), Map.of())))
                .containsExactly(new NotInspected("SSM_REFERENCE", "Vssm", "/Properties/KmsKeyId"));
    }

    @Test
    void suppressesForEachItemWhatTheLoopSuppresses() {
        String text = """
                Transform: AWS::LanguageExtensions
                Resources:
                  Fn::ForEach::Volumes:
                    - E
                    - [F1, W37]
                    - 'V${E}':
                        Type: AWS::EC2::Volume
                        Metadata: {cfn_nag: {rules_to_suppress: [{id: !Ref E, reason: 'for ${E}'}]}}
                """;

        Inspection inspection = Sample.inspect(text, Map.of(), "F1", "W37");

        assertThat(Sample.found(inspection.violations())).containsExactlyInAnyOrder("F1 VW37", "W37 VF1");
        assertThat(inspection.suppressed())
                .containsExactlyInAnyOrder(
                        new Inspection.Suppressed("F1", "VF1", "for F1"),
                        new Inspection.Suppressed("W37", "VW37", "for W37"));
    }
}
