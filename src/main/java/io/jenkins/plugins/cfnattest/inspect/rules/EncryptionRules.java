package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Encryption, and transport over which one listens, where more than one property decides. */
final class EncryptionRules {
    private static final String AT_REST =
            "Whoever gets hold of the storage, a snapshot or a backup of it reads the data.";
    private static final String IN_TRANSIT = "Whoever is on the way reads and changes what is said.";
    private static final Set<String> OLD_TLS = Set.of(
            "ELBSecurityPolicy-2016-08",
            "ELBSecurityPolicy-TLS-1-0-2015-04",
            "ELBSecurityPolicy-TLS-1-1-2017-01",
            "ELBSecurityPolicy-FS-2018-06",
            "ELBSecurityPolicy-FS-1-1-2019-08",
            "ELBSecurityPolicy-2015");
    private static final Set<String> AURORA = Set.of("aurora", "aurora-mysql", "aurora-postgresql");

    static final List<Rule> ROWS = List.of(
            Row.each(
                    "F27",
                    "RDSDBInstanceStorageEncryptedRule",
                    "AWS::RDS::DBInstance",
                    new RuleText(
                            "Reports an AWS::RDS::DBInstance without DBClusterIdentifier whose StorageEncrypted is absent, null, or false in any case, quoted or not; any other value passes, in a scan also a reference without known value.",
                            "The database instance's storage is not encrypted",
                            "set StorageEncrypted to true",
                            AT_REST),
                    EncryptionRules::openDatabase),
            Row.each(
                    "F80",
                    "RDSInstanceDeletionProtectionRule",
                    "AWS::RDS::DBInstance",
                    new RuleText(
                            "Reports an AWS::RDS::DBInstance whose Engine is not exactly aurora, aurora-mysql or aurora-postgresql and whose DeletionProtection is absent, null, AWS::NoValue, or false in any case.",
                            "One call deletes the database",
                            "set DeletionProtection to true",
                            "A mistake or an intruder ends the data."),
                    EncryptionRules::deletable),
            Row.each(
                    "W49",
                    "KinesisStreamStreamEncryptionRule",
                    "AWS::Kinesis::Stream",
                    new RuleText(
                            "Reports an AWS::Kinesis::Stream whose StreamEncryption lacks EncryptionType or KeyId (or is absent), or whose EncryptionType is exactly NONE.",
                            "The stream is not encrypted",
                            "set StreamEncryption with EncryptionType KMS and a KeyId",
                            AT_REST),
                    EncryptionRules::openStream),
            Row.each(
                    "W88",
                    "KinesisFirehoseDeliveryStreamEncryptionRule",
                    "AWS::KinesisFirehose::DeliveryStream",
                    new RuleText(
                            "Reports an AWS::KinesisFirehose::DeliveryStream whose DeliveryStreamType is anything but exactly KinesisStreamAsSource and that has no DeliveryStreamEncryptionConfigurationInput.KeyType.",
                            "The delivery stream is not encrypted",
                            "set DeliveryStreamEncryptionConfigurationInput.KeyType to CUSTOMER_MANAGED_CMK, and KeyARN to your key",
                            AT_REST),
                    EncryptionRules::openDelivery),
            Row.each(
                    "W81",
                    "DLMLifecyclePolicyCrossRegionCopyEncryptionRule",
                    "AWS::DLM::LifecyclePolicy",
                    new RuleText(
                            "Reports an AWS::DLM::LifecyclePolicy with an element of PolicyDetails.Actions that has an element of CrossRegionCopy whose EncryptionConfiguration.Encrypted is anything but true (in any case, quoted or not); without such copies it is silent.",
                            "Snapshots are copied to another region without encryption",
                            "set EncryptionConfiguration.Encrypted of each CrossRegionCopy to true",
                            AT_REST),
                    EncryptionRules::openCopies),
            Row.each(
                    "W82",
                    "EKSClusterEncryptionRule",
                    "AWS::EKS::Cluster",
                    new RuleText(
                            "Reports an AWS::EKS::Cluster whose EncryptionConfig is absent, or has an element whose Provider.KeyArn is absent, an empty text or an empty list; an empty EncryptionConfig passes.",
                            "The cluster's Kubernetes secrets are not encrypted with a key of your own",
                            "add EncryptionConfig with Resources [secrets] and a Provider.KeyArn",
                            "With a key of AWS, or none, you can neither withdraw the key nor see who reads what it protects."),
                    EncryptionRules::openCluster),
            Row.each(
                    "W61",
                    "EMRSecurityConfigurationEncryptionsEnabledAndConfiguredRule",
                    "AWS::EMR::SecurityConfiguration",
                    new RuleText(
                            "Reports an AWS::EMR::SecurityConfiguration whose EncryptionConfiguration does not switch on EnableAtRestEncryption and"
                                    + " EnableInTransitEncryption (a scan takes any text for on), or has neither EncryptionKeyProviderType for disks nor EncryptionMode for"
                                    + " S3 in AtRestEncryptionConfiguration, or no TLSCertificateConfiguration.CertificateProviderType in"
                                    + " InTransitEncryptionConfiguration.",
                            "The clusters' data are not encrypted both at rest and in transit",
                            "enable and configure both in EncryptionConfiguration",
                            "Whoever gets hold of a disk, or listens on the network between the nodes, reads the data."),
                    EncryptionRules::openEmr),
            Row.each(
                    "W55",
                    "ElasticLoadBalancerV2ListenerSslPolicyRule",
                    "AWS::ElasticLoadBalancingV2::Listener",
                    new RuleText(
                            "Reports an AWS::ElasticLoadBalancingV2::Listener with Protocol exactly HTTPS or TLS whose SslPolicy is absent or one of ELBSecurityPolicy-2015, -2016-08, -TLS-1-0-2015-04, -TLS-1-1-2017-01, -FS-2018-06 and -FS-1-1-2019-08.",
                            "The listener accepts TLS 1.0 or 1.1",
                            "set SslPolicy to ELBSecurityPolicy-TLS13-1-2-2021-06",
                            IN_TRANSIT),
                    EncryptionRules::oldTls),
            Row.each(
                    "W70",
                    "CloudfrontMinimumProtocolVersionRule",
                    "AWS::CloudFront::Distribution",
                    new RuleText(
                            "Reports an AWS::CloudFront::Distribution whose DistributionConfig.ViewerCertificate has no MinimumProtocolVersion, or one that is a text not beginning with TLSv1.2 (TLSv1.3 too), or whose CloudFrontDefaultCertificate is anything but absent or the boolean false.",
                            "The distribution accepts versions of TLS below 1.2",
                            "set ViewerCertificate.MinimumProtocolVersion to TLSv1.2_2021, with a certificate of your own",
                            IN_TRANSIT),
                    EncryptionRules::oldDistribution));

    private EncryptionRules() {}

    private static Optional<Finding> when(boolean offends, Node node) {
        return offends ? Optional.of(Finding.at(node)) : Optional.empty();
    }

    private static Optional<Finding> openDatabase(Element database) {
        Node encrypted = database.get("StorageEncrypted");
        return when(database.get("DBClusterIdentifier").absent() && encrypted.notTruthy(), encrypted);
    }

    private static Optional<Finding> deletable(Element database) {
        Node engine = database.get("Engine");
        Node protection = database.get("DeletionProtection");
        return when(
                engine.text().filter(AURORA::contains).isEmpty() && (protection.isNoValue() || protection.notTruthy()),
                protection);
    }

    private static Optional<Finding> openStream(Element stream) {
        Node encryption = stream.get("StreamEncryption");
        Node type = encryption.get("EncryptionType");
        return when(type.absent() || encryption.get("KeyId").absent() || type.is("NONE"), encryption);
    }

    private static Optional<Finding> openDelivery(Element stream) {
        Node encryption = stream.get("DeliveryStreamEncryptionConfigurationInput");
        return when(
                !stream.get("DeliveryStreamType").is("KinesisStreamAsSource")
                        && encryption.get("KeyType").absent(),
                encryption);
    }

    private static Optional<Finding> openCopies(Element policy) {
        return policy.at("PolicyDetails.Actions").items().stream()
                .flatMap(action -> action.get("CrossRegionCopy").items().stream())
                .map(copy -> copy.at("EncryptionConfiguration.Encrypted"))
                .filter(encrypted -> !encrypted.truthy())
                .findFirst()
                .map(Finding::at);
    }

    private static Optional<Finding> openCluster(Element cluster) {
        Node encryption = cluster.get("EncryptionConfig");
        if (encryption.absent()) {
            return Optional.of(Finding.at(encryption));
        }
        return encryption.items().stream()
                .map(one -> one.at("Provider.KeyArn"))
                .filter(key -> key.absent()
                        || key.is("")
                        || key.isList() && key.items().isEmpty())
                .findFirst()
                .map(Finding::at);
    }

    private static Optional<Finding> openEmr(Element configuration) {
        Node encryption = configuration.at("SecurityConfiguration.EncryptionConfiguration");
        Node rest = encryption.get("AtRestEncryptionConfiguration");
        boolean restConfigured = rest.at("LocalDiskEncryptionConfiguration.EncryptionKeyProviderType")
                        .present()
                || rest.at("S3EncryptionConfiguration.EncryptionMode").present();
        boolean transitConfigured = encryption
                .at("InTransitEncryptionConfiguration.TLSCertificateConfiguration.CertificateProviderType")
                .present();
        boolean both = isOn(encryption.get("EnableAtRestEncryption"))
                && isOn(encryption.get("EnableInTransitEncryption"))
                && restConfigured
                && transitConfigured;
        return when(!both, encryption);
    }

    /** Any text counts as on for cfn_nag; what is deployed must be on. */
    private static boolean isOn(Node node) {
        if (node.owner().view().effective()) {
            return node.truthy();
        }
        return node.present()
                && node.value()
                        .filter(value -> value instanceof Value.Bool bool && !bool.value())
                        .isEmpty();
    }

    private static Optional<Finding> oldTls(Element listener) {
        Node policy = listener.get("SslPolicy");
        boolean secure =
                listener.get("Protocol").is("HTTPS") || listener.get("Protocol").is("TLS");
        return when(
                secure
                        && (policy.absent()
                                || policy.text().filter(OLD_TLS::contains).isPresent()),
                policy);
    }

    private static Optional<Finding> oldDistribution(Element distribution) {
        Node certificate = distribution.at("DistributionConfig.ViewerCertificate");
        Node version = certificate.get("MinimumProtocolVersion");
        Node own = certificate.get("CloudFrontDefaultCertificate");
        boolean old = version.absent()
                || version.string().filter(text -> !text.startsWith("TLSv1.2")).isPresent();
        boolean byDefault = own.present()
                && own.value()
                        .filter(value -> value instanceof Value.Bool bool && !bool.value())
                        .isEmpty();
        return when(old || byDefault, old ? version : own);
    }
}
