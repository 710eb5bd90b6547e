package io.jenkins.plugins.cfnattest.inspect.rules;

import io.jenkins.plugins.cfnattest.inspect.Element;
import io.jenkins.plugins.cfnattest.inspect.Finding;
import io.jenkins.plugins.cfnattest.inspect.Node;
import io.jenkins.plugins.cfnattest.inspect.Rule;
import io.jenkins.plugins.cfnattest.inspect.RuleText;
import io.jenkins.plugins.cfnattest.inspect.RuleType;
import io.jenkins.plugins.cfnattest.inspect.View;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ways round the rules about what faces others: public buckets, listeners, APIs, and what watches them. */
final class HardenedEndpointRules {
    private static final String LISTENER = "AWS::ElasticLoadBalancingV2::Listener";
    private static final String OLD_LISTENER = "AWS::ElasticLoadBalancing::LoadBalancer";
    private static final String ON_THE_WAY = "Whoever is on the way reads and changes what is said.";
    private static final List<String> BLOCKS =
            List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets");

    /** Policies that accept TLS 1.0 or 1.1. Source: user guide of Application Load Balancers, security policies. */
    private static final Pattern OLD_POLICY =
            Pattern.compile("elbsecuritypolicy-(?:.*-1-[01]-.*|2015-.*|2016-.*|2015|fs-2018-.*)");

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "patch", "head", "trace", "x-amazon-apigateway-any-method");

    /** A route of an HTTP API such as {@code GET /}, or the one of a WebSocket API that can be protected. */
    private static final Pattern ROUTE = Pattern.compile("(?!OPTIONS )[A-Z]+ /.*|\\$connect");

    static final List<Rule> ROWS = List.of(
            Hardened.beyond(
                    "CA67",
                    RuleType.WARN,
                    "S3BucketPublicOtherwiseRule",
                    "W31",
                    Set.of("W31", "F14"),
                    Set.of("AWS::S3::Bucket", "AWS::S3::AccessPoint"),
                    new RuleText(
                            "AccessControl of a bucket reads AuthenticatedRead, PublicRead or PublicReadWrite in whatever case and"
                                    + " spelling; or one of the four switches in PublicAccessBlockConfiguration of a bucket or access point is"
                                    + " written and not true. Closes the ways round F14 too; silent on a bucket that W31 or F14 reports.",
                            "The bucket is open to strangers, or can be opened to them",
                            "use Private, a bucket policy, and all four switches of PublicAccessBlockConfiguration",
                            "Anybody can make an AWS account, and what is not blocked can be opened by the next upload."),
                    HardenedEndpointRules::openBucket),
            Hardened.beyond(
                    "CA68",
                    RuleType.WARN,
                    "ListenerInTheClearRule",
                    "W56",
                    Set.of("W56"),
                    Set.of(LISTENER, OLD_LISTENER, "AWS::VpcLattice::Listener"),
                    new RuleText(
                            "A listener of a load balancer, a classic one too, or of VPC Lattice has the Protocol HTTP in any case, or the"
                                    + " Port (LoadBalancerPort) 80 without the Protocol HTTPS, TLS, SSL or TLS_PASSTHROUGH. Silent on a"
                                    + " resource that W56 reports.",
                            "The listener speaks HTTP",
                            "use HTTPS or TLS",
                            ON_THE_WAY),
                    HardenedEndpointRules::inTheClear),
            Hardened.beyond(
                    "CA69",
                    RuleType.WARN,
                    "OtherOldTlsRule",
                    "W55",
                    Set.of("W55", "W62"),
                    Set.of(LISTENER, "AWS::ApiGatewayV2::DomainName", "AWS::ApiGateway::DomainName"),
                    new RuleText(
                            "The SslPolicy of a listener is one that accepts TLS 1.0 or 1.1, in any case and whatever the Protocol, also the newer"
                                    + " ELBSecurityPolicy-TLS13-1-0-... and -1-1-...; or the SecurityPolicy of a domain name of an API, in"
                                    + " DomainNameConfigurations too, reads TLS_1_0 in any case. Closes the ways round W62 too; silent on a"
                                    + " resource that W55 or W62 reports.",
                            "Versions below TLS 1.2 are accepted",
                            "choose a policy from TLS 1.2",
                            ON_THE_WAY),
                    HardenedEndpointRules::oldTls),
            Row.hardened(
                    "CA70",
                    RuleType.WARN,
                    "OtherApiWithoutAuthorizationRule",
                    "W59",
                    Set.of(
                            "AWS::ApiGatewayV2::Route",
                            "AWS::ApiGatewayV2::Api",
                            "AWS::ApiGateway::RestApi",
                            "AWS::Lambda::Url"),
                    new RuleText(
                            "A route of an HTTP API (but for OPTIONS), $connect of a WebSocket API, or $default of an API of the template that is"
                                    + " no WebSocket one has no AuthorizationType or NONE; an HTTP API has a Target, which makes an open route;"
                                    + " an operation (but for options) in the Body of an API has no security, nor has the Body; or the AuthType of a"
                                    + " function URL is NONE; all in any case.",
                            "Anybody may call the API",
                            "set an authorization for each route, operation and function URL",
                            "A route without authorization serves the whole internet."),
                    HardenedEndpointRules::openApis),
            Hardened.each(
                    "CA71",
                    RuleType.FAIL,
                    "RDSClusterPubliclyAccessibleRule",
                    "F22",
                    Set.of("AWS::RDS::DBCluster"),
                    new RuleText(
                            "PubliclyAccessible of a database cluster is present and not false.",
                            "The databases of the cluster may get addresses on the internet",
                            "set PubliclyAccessible to false",
                            "The instances of such a cluster are no resources of the template, and are attacked from everywhere all the same."),
                    cluster -> Stream.of(cluster.get("PubliclyAccessible"))
                            .filter(open -> open.truthy() || Switches.isOdd(open))),
            Row.hardened(
                    "CA72",
                    RuleType.WARN,
                    "VpcFlowLogOfPartRule",
                    "W60",
                    Set.of("AWS::EC2::VPC"),
                    new RuleText(
                            "The flow logs of the template whose ResourceId names the VPC have only the TrafficType ACCEPT, or only REJECT. Silent"
                                    + " without any, which W60 reports.",
                            "The flow logs of the VPC leave out a part of the traffic",
                            "set TrafficType to ALL",
                            "What was let in, or what was tried, is missing when somebody needs to know what happened."),
                    HardenedEndpointRules::partlyLogged),
            Hardened.beyond(
                    "CA73",
                    RuleType.WARN,
                    "EMRClusterOtherSecurityConfigurationRule",
                    "W63",
                    Set.of("W63"),
                    Set.of("AWS::EMR::Cluster"),
                    new RuleText(
                            "SecurityConfiguration of an EMR cluster names a resource of the template that is no"
                                    + " AWS::EMR::SecurityConfiguration. Silent on a cluster that W63 reports.",
                            "What the cluster names is no security configuration",
                            "name an AWS::EMR::SecurityConfiguration of the template",
                            "Without one, data are not encrypted."),
                    HardenedEndpointRules::otherConfiguration),
            Hardened.each(
                    "CA74",
                    RuleType.WARN,
                    "ApiGatewayUsagePlanWithoutBoundRule",
                    "W64",
                    Set.of("AWS::ApiGateway::UsagePlan"),
                    new RuleText(
                            "A usage plan with ApiStages has neither a Quota with a Limit nor a Throttle with a RateLimit or BurstLimit, nor a"
                                    + " Throttle for each of them. Closes the ways round W68 too.",
                            "The usage plan bounds nothing",
                            "set Throttle or Quota",
                            "Without a bound, one caller can use up what all share."),
                    HardenedEndpointRules::unbounded));

    private HardenedEndpointRules() {}

    private static String letters(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }

    private static Stream<Node> openBucket(Element bucket) {
        Node acl = bucket.get("AccessControl");
        boolean open = Nodes.known(acl)
                .filter(text -> Set.of("authenticatedread", "publicread", "publicreadwrite")
                        .contains(letters(text)))
                .isPresent();
        Stream<Node> blocks = BLOCKS.stream()
                .map(name -> bucket.get("PublicAccessBlockConfiguration").get(name))
                .filter(block -> !block.missing() && Switches.isOff(block));
        return Stream.concat(Stream.of(acl).filter(node -> open), blocks);
    }

    private static Stream<Node> inTheClear(Element element) {
        Stream<Node> listeners = element.type().equals(OLD_LISTENER)
                ? Nodes.at(element, "Listeners[]").stream()
                        .filter(one -> isInTheClear(one.get("Protocol"), one.get("LoadBalancerPort")))
                        .map(one -> one.get("Protocol"))
                : Stream.of(element.get("Protocol")).filter(protocol -> isInTheClear(protocol, element.get("Port")));
        return listeners;
    }

    private static boolean isInTheClear(Node protocol, Node port) {
        String name = protocol.text().orElse("").strip().toUpperCase(Locale.ROOT);
        boolean open = !name.startsWith("HTTPS") && !name.startsWith("TLS") && !name.equals("SSL");
        boolean known = protocol.absent() || Nodes.known(protocol).isPresent();
        boolean eighty = Protocols.port(port).filter(number -> number == 80).isPresent();
        return known && (name.equals("HTTP") || open && eighty);
    }

    private static Stream<Node> oldTls(Element element) {
        if (element.type().equals(LISTENER)) {
            return Stream.of(element.get("SslPolicy"))
                    .filter(policy -> Nodes.known(policy)
                            .filter(text -> OLD_POLICY
                                    .matcher(text.strip().toLowerCase(Locale.ROOT))
                                    .matches())
                            .isPresent());
        }
        return Stream.concat(
                        Stream.of(element.get("SecurityPolicy")),
                        Nodes.at(element, "DomainNameConfigurations[].SecurityPolicy").stream())
                .filter(policy -> policy.text()
                        .filter(text ->
                                letters(text).equals("tls") && text.strip().endsWith("0"))
                        .isPresent());
    }

    private static List<Finding> openApis(View view) {
        return Stream.of(
                        view.ofType("AWS::ApiGatewayV2::Route").stream()
                                .filter(HardenedEndpointRules::isOpenRoute)
                                .map(route -> route.get("AuthorizationType")),
                        view.ofType("AWS::Lambda::Url").stream()
                                .map(url -> url.get("AuthType"))
                                .filter(HardenedEndpointRules::isNone),
                        view.ofType("AWS::ApiGatewayV2::Api").stream()
                                .flatMap(api -> Stream.concat(
                                        Stream.of(api.get("Target")).filter(target -> !target.missing()),
                                        openOperations(api))),
                        view.ofType("AWS::ApiGateway::RestApi").stream().flatMap(HardenedEndpointRules::openOperations))
                .flatMap(nodes -> nodes)
                .collect(Collectors.toMap(Node::owner, Finding::at, (first, second) -> first, LinkedHashMap::new))
                .values()
                .stream()
                .toList();
    }

    private static boolean isNone(Node type) {
        return type.text().filter(text -> text.strip().equalsIgnoreCase("NONE")).isPresent();
    }

    private static boolean isOpenRoute(Element route) {
        Node type = route.get("AuthorizationType");
        if (!type.missing() && !isNone(type)) {
            return false;
        }
        String key = Nodes.known(route.get("RouteKey")).orElse("").strip();
        Optional<Element> api =
                Links.refOrAttribute(route.get("ApiId"), "ApiId").flatMap(route::linked);
        boolean http = api.filter(found -> found.get("ProtocolType")
                        .text()
                        .filter(protocol -> !protocol.equalsIgnoreCase("WEBSOCKET"))
                        .isPresent())
                .isPresent();
        return ROUTE.matcher(key).matches() || key.equals("$default") && http;
    }

    private static Stream<Node> openOperations(Element api) {
        Node body = api.get("Body");
        if (!body.get("security").items().isEmpty()) {
            return Stream.of();
        }
        Node paths = body.get("paths");
        return paths.names().stream()
                .map(paths::get)
                .flatMap(path -> path.names().stream()
                        .filter(name -> METHODS.contains(name.toLowerCase(Locale.ROOT)))
                        .map(path::get))
                .map(operation -> operation.get("security"))
                .filter(security -> security.items().isEmpty());
    }

    private static List<Finding> partlyLogged(View view) {
        Map<String, Set<String>> traffic = new HashMap<>();
        for (Element log : view.all("AWS::EC2::FlowLog")) {
            Node type = log.get("TrafficType");
            String known = Nodes.known(type).orElse("ALL").strip().toUpperCase(Locale.ROOT);
            Links.ref(log.get("ResourceId"))
                    .ifPresent(id ->
                            traffic.computeIfAbsent(id, key -> new HashSet<>()).add(known));
        }
        return view.ofType("AWS::EC2::VPC").stream()
                .filter(vpc -> Set.of(Set.of("ACCEPT"), Set.of("REJECT"))
                        .contains(traffic.getOrDefault(vpc.logicalId(), Set.of())))
                .map(Finding::of)
                .toList();
    }

    private static Stream<Node> otherConfiguration(Element cluster) {
        Node named = cluster.get("SecurityConfiguration");
        return Links.refOrAttribute(named, "Arn").or(named::string).flatMap(cluster::linked).stream()
                .filter(found -> !found.type().equals("AWS::EMR::SecurityConfiguration"))
                .map(found -> named);
    }

    private static Stream<Node> unbounded(Element plan) {
        Node throttle = plan.get("Throttle");
        List<Node> stages = plan.get("ApiStages").items();
        boolean bounded = isSet(plan.at("Quota.Limit"))
                || isSet(throttle.get("RateLimit"))
                || isSet(throttle.get("BurstLimit"))
                || stages.stream().allMatch(stage -> !stage.get("Throttle").missing());
        return Stream.of(throttle).filter(node -> !stages.isEmpty() && !bounded);
    }

    private static boolean isSet(Node node) {
        return !node.missing();
    }
}
