package io.jenkins.plugins.cfnattest.plugin.run;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.cfnattest.app.BreakGlassException;
import io.jenkins.plugins.cfnattest.app.SignedDecision;
import io.jenkins.plugins.cfnattest.envelope.Bytes;
import io.jenkins.plugins.cfnattest.plugin.Permissions;
import io.jenkins.plugins.cfnattest.plugin.SettingException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.core.Authentication;

/**
 * A refused deployment that waits for somebody to let it pass (break-glass), and the page where that is done. Who answers has the permission, is
 * signed in, and had no part in starting the build. The answer is an approval of exactly this refusal, signed with the gate's own key.
 */
@ExportedBean
public final class ApprovalAction extends StackReport {
    private static final String WAITING = "WAITING";
    private static final String APPROVED = "APPROVED";
    private static final String DENIED = "DENIED";
    private static final String ENDED = "ENDED";
    private static final int FORBIDDEN = 403;
    private static final int CONFLICT = 409;

    /** One for all: answers are rare, and what Jenkins reads from the disk gets no lock of its own. */
    private static final Object LOCK = new Object();

    private final String reason;
    private final String ticket;
    private final String requester;
    private final List<String> starters;
    private final boolean startersComplete;
    private final List<String> refusals;
    private final String decision;
    private final String decisionDigest;
    private final String askedAt;
    private String state = WAITING;
    private String answeredBy = "";
    private String approval = "";

    @CheckForNull
    private transient Runnable waiter;

    /**
     * A deployment that asks.
     *
     * @param identity the user the build authenticates as, if any
     * @param refused the refusal as the gate signed it; JSON in UTF-8
     * @param refusals every reason, a sentence each
     */
    public ApprovalAction(
            String target,
            String stack,
            String reason,
            String ticket,
            Run<?, ?> run,
            Optional<String> identity,
            SignedDecision refused,
            List<String> refusals)
            throws IOException {
        super(target, stack);
        Starters all = Starters.of(run.getCauses(), identity);
        this.reason = reason;
        this.ticket = ticket;
        this.starters = new ArrayList<>(all.users());
        this.startersComplete = all.complete();
        this.requester = all.requester(run);
        this.refusals = new ArrayList<>(refusals);
        this.decision = refused.decision().toUtf8();
        this.decisionDigest = refused.digest().hex();
        this.askedAt = Instant.now().toString();
    }

    /** Runs this as soon as there is an answer: at once if there is one already. */
    public void whenAnswered(Runnable next) {
        synchronized (LOCK) {
            if (isWaiting()) {
                waiter = next;
                return;
            }
        }
        next.run();
    }

    /** Nobody waits any more. */
    public void end() {
        synchronized (LOCK) {
            waiter = null;
            if (isWaiting()) {
                state = ENDED;
            }
        }
    }

    /** The button: lets the refused deployment pass. */
    @POST
    public HttpResponse doApprove() throws IOException {
        return answer(APPROVED);
    }

    /** The button: lets it fail. */
    @POST
    public HttpResponse doDeny() throws IOException {
        return answer(DENIED);
    }

    private HttpResponse answer(String answer) throws IOException {
        Run<?, ?> run = Objects.requireNonNull(getRun(), "a page is reached by its build");
        run.checkPermission(Permissions.BREAK_GLASS);
        Authentication user = Jenkins.getAuthentication2();
        Optional<String> objection = objection(user);
        if (objection.isPresent()) {
            return HttpResponses.errorWithoutStack(FORBIDDEN, objection.get());
        }
        Runnable next;
        synchronized (LOCK) {
            next = waiter;
            if (!isWaiting() || next == null || !run.isBuilding()) {
                return HttpResponses.errorWithoutStack(CONFLICT, "Nothing waits for this answer (" + state + ").");
            }
            if (answer.equals(APPROVED)) {
                try {
                    approval = ApprovalSignature.sign(this, user.getName()).toUtf8();
                } catch (BreakGlassException | SettingException | IllegalStateException e) {
                    return HttpResponses.errorWithoutStack(CONFLICT, "This cannot be approved. " + e.getMessage());
                }
            }
            state = answer;
            answeredBy = user.getName();
            waiter = null;
        }
        run.save();
        next.run();
        return HttpResponses.redirectToDot();
    }

    private Optional<String> objection(Authentication user) {
        return new Starters(new TreeSet<>(starters), startersComplete).objection(user);
    }

    /** Whether whoever looks at the page sees the buttons. */
    public boolean isAnswerable() {
        Run<?, ?> run = getRun();
        return run != null
                && isWaiting()
                && run.hasPermission(Permissions.BREAK_GLASS)
                && objection(Jenkins.getAuthentication2()).isEmpty();
    }

    /** Whether there is no answer yet. */
    public boolean isWaiting() {
        synchronized (LOCK) {
            return state.equals(WAITING);
        }
    }

    /** Whether somebody let it pass. */
    public boolean isApproved() {
        synchronized (LOCK) {
            return state.equals(APPROVED);
        }
    }

    /** The refusal, as the gate signed it. */
    public Bytes decision() {
        return Bytes.utf8(decision);
    }

    /** The approval, signed; only when there is one. */
    public Bytes approval() {
        synchronized (LOCK) {
            return Bytes.utf8(approval);
        }
    }

    /** When it was asked for. */
    public Instant askedAt() {
        return Instant.parse(askedAt);
    }

    @Override
    @NonNull
    public String getDisplayName() {
        return Messages.ApprovalAction_DisplayName(getStack(), getTarget());
    }

    @Override
    String kind() {
        return "cfn-approval-";
    }

    @Exported
    public String getReason() {
        return reason;
    }

    @Exported
    public String getTicket() {
        return ticket;
    }

    @Exported
    public String getRequester() {
        return requester;
    }

    @Exported
    public List<String> getRefusals() {
        return new ArrayList<>(refusals);
    }

    @Exported
    public String getDecisionDigest() {
        return decisionDigest;
    }

    @Exported
    public String getAskedAt() {
        return askedAt;
    }

    /** {@code WAITING}, {@code APPROVED}, {@code DENIED}, or {@code ENDED} without an answer. */
    @Exported
    public String getState() {
        synchronized (LOCK) {
            return state;
        }
    }

    /** Who answered; empty while nobody did. */
    @Exported
    public String getAnsweredBy() {
        synchronized (LOCK) {
            return answeredBy;
        }
    }

    /** Jenkins' symbol for the answer. */
    public String getSymbol() {
        return Symbols.ofApproval(isApproved(), isWaiting());
    }
}
