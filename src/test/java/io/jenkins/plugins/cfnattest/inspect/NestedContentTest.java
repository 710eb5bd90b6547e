package io.jenkins.plugins.cfnattest.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.cfnattest.inspect.Inspection.NotInspected;
import io.jenkins.plugins.cfnattest.template.EffectiveParameters;
import io.jenkins.plugins.cfnattest.template.Template;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NestedContentTest {
    private static final String BUCKET = "Resources: {Bucket: {Type: AWS::S3::Bucket}}\n";

    @ParameterizedTest
    @CsvSource({
        "AWS::CloudFormation::Stack, NESTED_STACK",
        "AWS::CloudFormation::StackSet, STACK_SET",
        "AWS::CloudFormation::CustomResource, CUSTOM_RESOURCE",
        "Custom::Anything, CUSTOM_RESOURCE",
        "AWS::Serverless::Application, SERVERLESS_APPLICATION",
        "AWS::ServiceCatalog::CloudFormationProvisionedProduct, SERVICE_CATALOG_PRODUCT",
        "My::Own::Thing::MODULE, MODULE",
        "AWS::S3::Bucket::MODULE, MODULE",
        "Vendor::Product::Thing, EXTENSION",
        "Alexa::ASK::Skill, CONTENT_IN_S3"
    })
    void listsResourcesThatHoldMoreThanTheyShow(String type, String kind) {
        assertThat(NestedContent.of(Sample.template("Resources: {R: {Type: '" + type + "'}}")))
                .containsExactly(new NotInspected(kind, "R", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AWS::Serverless-2016-10-31 | SERVERLESS_TRANSFORM",
                "[AWS::Serverless-2016-10-31] | SERVERLESS_TRANSFORM",
                "AWS::Include | INCLUDE",
                "{Name: AWS::Include, Parameters: {Location: 's3://b/k'}} | INCLUDE",
                "OwnMacro | MACRO",
                "[AWS::LanguageExtensions, OwnMacro] | MACRO",
                "AWS::SecretsManager-2020-07-23 | MACRO"
            })
    void listsTransforms(String transform, String kind) {
        assertThat(NestedContent.of(Sample.template("Transform: " + transform + "\n" + BUCKET)))
                .containsExactly(new NotInspected(kind, "", "/Transform"));
    }

    @Test
    void doesNotListLanguageExtensionsWithoutLoops() {
        assertThat(NestedContent.of(Sample.template("Transform: AWS::LanguageExtensions\n" + BUCKET)))
                .isEmpty();
    }

    @Test
    void listsLoopsInProperties() {
        String text = """
                Transform: AWS::LanguageExtensions
                Resources:
                  Group:
                    Type: AWS::EC2::SecurityGroup
                    Properties:
                      Fn::ForEach::Rules: [X, [a, b], {'${X}': x}]
                """;

        assertThat(NestedContent.of(Sample.template(text)))
                .containsExactly(new NotInspected("LOOP", "Group", "/Properties/Fn::ForEach::Rules"));
    }

    @Test
    void listsTransformsAnywhere() {
        String text = """
                Resources:
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties:
                      Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://b/k}}
                      Tags: [{'Fn::Transform': {Name: OwnMacro}}]
                """;

        assertThat(NestedContent.of(Sample.template(text)))
                .containsExactlyInAnyOrder(
                        new NotInspected("INCLUDE", "Bucket", "/Properties/Fn::Transform"),
                        new NotInspected("MACRO", "Bucket", "/Properties/Tags/0/Fn::Transform"));
    }

    @ParameterizedTest
    @CsvSource({
        "AWS::ApiGateway::RestApi, BodyS3Location",
        "AWS::StepFunctions::StateMachine, DefinitionS3Location",
        "AWS::AppSync::Resolver, RequestMappingTemplateS3Location",
        "AWS::Serverless::StateMachine, DefinitionUri"
    })
    void listsBodiesThatStandInStores(String type, String property) {
        String text = "Resources: {R: {Type: '" + type + "', Properties: {" + property + ": {Bucket: b, Key: k}}}}";

        assertThat(NestedContent.of(Sample.template(text)))
                .containsExactly(new NotInspected("CONTENT_IN_S3", "R", "/Properties/" + property));
    }

    @Test
    void listsParametersFromTheStore() {
        String text = "Parameters: {P: {Type: 'AWS::SSM::Parameter::Value<List<String>>', Default: /p}}\n" + BUCKET;

        assertThat(NestedContent.of(Sample.template(text)))
                .containsExactly(new NotInspected("SSM_PARAMETER_TYPE", "", "/Parameters/P"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'{{resolve:ssm:/name}}'",
                "'a {{resolve:ssm:/name:3}} b'",
                "!Sub '{{resolve:ssm:/${AWS::Region}}}'",
                "!Sub '{{resolve:${Service}:/name}}'",
                "'{{resolve:unheard-of:/name}}'",
                "[{deep: '{{resolve:ssm:/name}}'}]"
            })
    void listsReferencesToTheStore(String value) {
        String text =
                "Parameters: {Service: {Type: String}}\nResources: {Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: "
                        + value + "}}}";

        assertThat(NestedContent.of(Sample.template(text)))
                .extracting(NotInspected::kind)
                .containsExactly("SSM_REFERENCE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'{{resolve:secretsmanager:db:SecretString}}'", "'{{resolve:ssm-secure:/name:1}}'", "plain"})
    void doesNotListSecretsOrPlainText(String value) {
        assertThat(NestedContent.of(Sample.template(
                        "Resources: {Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: " + value + "}}}")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!Join ['', ['{{res', 'olve:s', 'sm:/name}}']]",
                "!Sub ['${a}${b}', {a: '{{resolve:', b: 'ssm:/name}}'}]",
                "!Sub '{${Part}'",
                "!Ref Whole"
            })
    void seesReferencesThatAreOnlyPutTogether(String value) {
        String text = """
                Parameters:
                  Part: {Type: String, Default: '{resolve:ssm:/name}}'}
                  Whole: {Type: String}
                Resources:
                  Bucket:
                    Type: AWS::S3::Bucket
                    Properties: {BucketName: %s}
                """.formatted(value);

        Inspection inspection = Sample.inspect(text, Map.of("Whole", "{{resolve:ssm:/name}}"), "W41");

        assertThat(inspection.notInspected())
                .contains(new NotInspected("SSM_REFERENCE", "Bucket", "/Properties/BucketName"));
    }

    @Test
    void tellsTheGateTheSameFromTheBytesAndTheParameters() throws Exception {
        Template template = Sample.template("""
                Parameters: {Whole: {Type: String}}
                Resources: {Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: !Ref Whole}}}
                """);
        EffectiveParameters parameters =
                EffectiveParameters.of(template, Map.of("Whole", "{{resolve:ssm:/name}}"), Set.of(), Map.of());

        assertThat(NestedContent.of(template)).isEmpty();
        assertThat(NestedContent.of(template, parameters))
                .containsExactly(new NotInspected("SSM_REFERENCE", "Bucket", "/Properties/BucketName"));
    }

    /** Of ten conditions that nobody knows not every combination is looked at, and one of them may spell a reference. */
    @Test
    void listsWhatItCouldNotSeeInEveryBranch() throws Exception {
        StringBuilder conditions = new StringBuilder();
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            conditions
                    .append("  C")
                    .append(i)
                    .append(": !Equals [!Ref P, '")
                    .append(i)
                    .append("']\n");
            String arms = i == 0 ? ", so, q]" : i == 1 ? ", q, 'lve:ssm:/name}}']" : ", x, '']";
            parts.append(", !If [C").append(i).append(arms);
        }
        Template template = Sample.template("""
                Parameters: {P: {Type: String}}
                Conditions:
                %sResources:
                  Bucket: {Type: AWS::S3::Bucket, Properties: {BucketName: !Join ['', ['{{re'%s]]}}
                  Other: {Type: AWS::S3::Bucket}
                """.formatted(conditions, parts));

        assertThat(NestedContent.of(template, EffectiveParameters.of(template, Map.of(), Set.of(), Map.of())))
                .containsExactly(new NotInspected("SSM_REFERENCE", "Bucket", "/Properties"));
    }

    @Test
    void listsNothingForAPlainTemplate() {
        assertThat(Sample.inspect(BUCKET, Map.of()).notInspected()).isEmpty();
    }
}
