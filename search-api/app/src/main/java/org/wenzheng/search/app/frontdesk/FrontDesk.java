package org.wenzheng.search.app.frontdesk;

import com.github.f4b6a3.ulid.UlidCreator;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.sfu.RoomService;
import org.wenzheng.search.app.sfu.RoomTokens;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;

/** Begins calls and says who may be in them. The consents of a call are the citizen's and hold for all who speak in it. */
@Service
public class FrontDesk {

    /** Who acts where nobody is signed in. */
    private static final String CITIZEN = "citizen";

    private static final int IDENTITY_BYTES = 6;

    private final LiveCallRepository calls;
    private final RoomTokens tokens;
    private final RoomService rooms;
    private final FrontDeskSettings settings;
    private final AuditLog audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    FrontDesk(
            LiveCallRepository calls,
            RoomTokens tokens,
            RoomService rooms,
            FrontDeskSettings settings,
            AuditLog audit,
            Clock clock) {
        this.calls = calls;
        this.tokens = tokens;
        this.rooms = rooms;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What opens a call's room for one participant.
     *
     * @param token for the room protocol at {@code /rtc} of this server; for a citizen also a bearer token of the call
     */
    public record Admission(String call, String identity, String token, Consents consents) {}

    /** Begins a citizen's call; its room opens when the citizen joins. */
    Admission begin(Consents consents) {
        LiveCall call = new LiveCall(
                UlidCreator.getUlid().toString(), clock.instant().truncatedTo(ChronoUnit.MILLIS), consents, null);
        Admission admission = admit(call, CallRole.CITIZEN, identity(CITIZEN), "");
        calls.add(call);
        audit.add(CITIZEN, AuditAction.CALL_BEGUN, call.call(), null, consents.toDetail());
        return admission;
    }

    /**
     * Lets staff into a call that runs.
     *
     * @throws ProblemException 404 for a call that did not begin here, 409 when nobody is in it
     */
    Admission join(String call, String account) {
        LiveCall live = require(call);
        if (!live.open() || rooms.participants(call).isEmpty()) {
            throw over();
        }
        Admission admission = admit(live, CallRole.STAFF, identity(account), account);
        audit.add(account, AuditAction.CALL_JOINED, call, null);
        return admission;
    }

    /**
     * Begins or ends to look at a document that the citizen shows to the camera: its pictures are mirrored meanwhile.
     *
     * @throws ProblemException 404 for a call that did not begin here, 409 when nobody is in it or the citizen agreed to nothing
     *     that pictures could be kept for
     */
    void document(String call, String account, boolean shown) {
        LiveCall live = require(call);
        List<RoomService.Participant> present =
                live.open() ? rooms.participants(call).orElseGet(List::of) : List.of();
        List<RoomService.Participant> citizens = present.stream()
                .filter(each -> CallClaims.of(each.attributes()).role() == CallRole.CITIZEN)
                .toList();
        if (citizens.isEmpty()) {
            throw over();
        }
        if (shown && !live.consents().record() && !live.consents().analyse()) {
            throw ProblemException.of(new Problem(
                    HttpStatus.CONFLICT,
                    "no-consent",
                    "The citizen did not agree",
                    "Pictures of a document are kept only with the consent to record or to analyse. Look without keeping, or ask the"
                            + " citizen to change the consents."));
        }
        if (shown) {
            audit.add(account, AuditAction.DOCUMENT_ASKED_FOR, call, null);
        }
        for (RoomService.Participant citizen : citizens) {
            rooms.update(
                    call,
                    citizen.identity(),
                    CallClaims.of(citizen.attributes()).withDocument(shown).toAttributes());
        }
    }

    /** Lets a digital human into a call. */
    public Admission serve(LiveCall call) {
        return admit(call, CallRole.DIGITAL_HUMAN, identity("digital-human"), "");
    }

    /** Open calls of citizens who agreed to be answered, the oldest first. */
    public List<LiveCall> waitingForAnswer(Instant begunAfter) {
        return calls.answerable(begunAfter);
    }

    /**
     * What the citizen agrees to by now.
     *
     * @throws ProblemException 404 for a call that did not begin here, 409 when it has ended
     */
    Consents consents(String call) {
        LiveCall live = require(call);
        if (!live.open()) {
            throw over();
        }
        return live.consents();
    }

    /** Changes the citizen's consents; what they no longer allow stops before this returns. */
    void change(String call, Consents consents) {
        require(call);
        calls.change(call, consents);
        audit.add(CITIZEN, AuditAction.CONSENTS_CHANGED, call, null, consents.toDetail());
        tell(call, consents);
    }

    /** Ends the call for everybody in it; once it has ended nothing happens. */
    void end(String call) {
        require(call);
        if (calls.end(call, clock.instant())) {
            audit.add(CITIZEN, AuditAction.CALL_ENDED, call, null);
        }
        rooms.end(call);
    }

    /** A call that began here. */
    public Optional<LiveCall> find(String call) {
        return calls.find(call);
    }

    /**
     * Tells the room its consents again when they changed since {@code known} was read: whoever was joining meanwhile
     * came with the older ones.
     */
    public void settle(LiveCall known) {
        calls.find(known.call())
                .map(LiveCall::consents)
                .filter(now -> !now.equals(known.consents()))
                .ifPresent(now -> tell(known.call(), now));
    }

    private void tell(String call, Consents consents) {
        for (RoomService.Participant participant : rooms.participants(call).orElseGet(List::of)) {
            CallClaims claims = CallClaims.of(participant.attributes());
            if (claims.role() != CallRole.UNSPECIFIED) {
                rooms.update(
                        call,
                        participant.identity(),
                        claims.withConsents(consents.answer(), consents.record(), consents.analyse())
                                .toAttributes());
            }
        }
    }

    private Admission admit(LiveCall call, CallRole role, String identity, String name) {
        Consents consents = call.consents();
        CallClaims claims = new CallClaims(
                role,
                consents.answer(),
                consents.record(),
                consents.analyse(),
                false,
                call.startedAt().toEpochMilli(),
                settings.language());
        return new Admission(
                call.call(), identity, tokens.join(call.call(), identity, name, claims, details()), consents);
    }

    private Map<String, String> details() {
        Map<String, String> details = new LinkedHashMap<>();
        if (!settings.office().isEmpty()) {
            details.put(CallClaims.RESERVED + "call.office", settings.office());
        }
        if (!settings.district().isEmpty()) {
            details.put(CallClaims.RESERVED + "call.district", settings.district());
        }
        return details;
    }

    /** Never the same twice: one account may join from two windows. */
    private String identity(String of) {
        byte[] bytes = new byte[IDENTITY_BYTES];
        random.nextBytes(bytes);
        return of + "-" + HexFormat.of().formatHex(bytes);
    }

    private LiveCall require(String call) {
        return calls.find(call)
                .orElseThrow(() -> ProblemException.notFound("No call of this id began at this front desk."));
    }

    private static ProblemException over() {
        return ProblemException.of(new Problem(
                HttpStatus.CONFLICT,
                "call-over",
                "The call is over",
                "Nobody is in it any more; GET /api/v1/calls/{call} shows what was said."));
    }
}
