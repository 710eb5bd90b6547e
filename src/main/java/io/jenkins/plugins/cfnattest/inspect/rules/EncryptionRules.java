package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.template.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Encryption, and transport over which one listens, where more than one property decides. */
final class EncryptionRules {
    private static final String AT_REST = "Without it, whoever gets hold of the storage reads the data.";
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
                    "The database is stored in the clear; set StorageEncrypted to true.",
                    AT_REST,
                    EncryptionRules::openDatabase),
            Row.each(
                    "F80",
                    "RDSInstanceDeletionProtectionRule",
                    "AWS::RDS::DBInstance",
                    "The database can be deleted at once; set DeletionProtection to true.",
                    "A mistake or an intruder ends the data.",
                    EncryptionRules::deletable),
            Row.each(
                    "W49",
                    "KinesisStreamStreamEncryptionRule",
                    "AWS::Kinesis::Stream",
                    "The stream is not encrypted; set StreamEncryption with EncryptionType and KeyId.",
                    AT_REST,
                    EncryptionRules::openStream),
            Row.each(
                    "W88",
                    "KinesisFirehoseDeliveryStreamEncryptionRule",
                    "AWS::KinesisFirehose::DeliveryStream",
                    "The delivery stream is not encrypted; set DeliveryStreamEncryptionConfigurationInput.KeyType.",
                    AT_REST,
                    EncryptionRules::openDelivery),
            Row.each(
                    "W81",
                    "DLMLifecyclePolicyCrossRegionCopyEncryptionRule",
                    "AWS::DLM::LifecyclePolicy",
                    "Copies to other regions are not encrypted; set EncryptionConfiguration.Encrypted to true.",
                    AT_REST,
                    EncryptionRules::openCopies),
            Row.each(
                    "W82",
                    "EKSClusterEncryptionRule",
                    "AWS::EKS::Cluster",
                    "The cluster's secrets are not encrypted with a key of yours; set EncryptionConfig with a Provider.KeyArn.",
                    "Kubernetes keeps secrets as they are unless a key is given.",
                    EncryptionRules::openCluster),
            Row.each(
                    "W61",
                    "EMRSecurityConfigurationEncryptionsEnabledAndConfiguredRule",
                    "AWS::EMR::SecurityConfiguration",
                    "Data are not encrypted both at rest and in transit; enable and configure both in EncryptionConfiguration.",
                    AT_REST,
                    EncryptionRules::openEmr),
            Row.each(
                    "W55",
                    "ElasticLoadBalancerV2ListenerSslPolicyRule",
                    "AWS::ElasticLoadBalancingV2::Listener",
                    "The listener accepts TLS 1.0 or 1.1; choose an SslPolicy from TLS 1.2.",
                    IN_TRANSIT,
                    EncryptionRules::oldTls),
            Row.each(
                    "W70",
                    "CloudfrontMinimumProtocolVersionRule",
                    "AWS::CloudFront::Distribution",
                    "The distribution accepts versions below TLS 1.2; set ViewerCertificate.MinimumProtocolVersion.",
                    IN_TRANSIT,
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
