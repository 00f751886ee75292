package org.wenzheng.search.app.rtc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocketHandshakeException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;
import org.wenzheng.search.app.frontdesk.Consents;
import org.wenzheng.search.app.frontdesk.FrontDesk;
import org.wenzheng.search.app.frontdesk.LiveCall;
import org.wenzheng.search.app.sfu.RoomTokens;
import org.wenzheng.search.app.sfu.SfuSettings;
import org.wenzheng.signalling.token.AccessToken;

/**
 * Lets clients through to the SFU: into calls that began at this front desk and have not ended, under the consents that hold
 * now, whatever they were when the client's token was issued.
 */
@Component
class Doorkeeper {

    private static final String TOKEN = "access_token";

    private final SfuSettings settings;
    private final RoomTokens tokens;
    private final FrontDesk desk;
    private final HttpClient http;

    Doorkeeper(SfuSettings settings, RoomTokens tokens, FrontDesk desk) {
        this.settings = settings;
        this.tokens = tokens;
        this.desk = desk;
        this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    }

    /** A client's request as it goes to the SFU, or why it does not. */
    private record Passage(@Nullable URI address, @Nullable LiveCall call, @Nullable Refusal refusal) {

        static Passage refused(HttpStatus status, String message) {
            return new Passage(null, null, new Refusal(status, message));
        }
    }

    /** Connects to the SFU; empty when {@code upstream} is open. */
    Optional<Refusal> connect(URI request, @Nullable String authorization, Upstream upstream) {
        Passage passage = examine(request, authorization, settings.webSockets());
        URI address = passage.address();
        LiveCall call = passage.call();
        if (address == null || call == null) {
            return Optional.ofNullable(passage.refusal());
        }
        try {
            upstream.opened(http.newWebSocketBuilder()
                    .connectTimeout(settings.timeout())
                    .buildAsync(address, upstream)
                    .join());
        } catch (CompletionException e) {
            return Optional.of(refusal(e));
        }
        desk.settle(call);
        return Optional.empty();
    }

    /** What the SFU says of a request that asks whether it would be let in. */
    Refusal validate(URI request, @Nullable String authorization) {
        Passage passage = examine(request, authorization, settings.url());
        if (passage.address() == null) {
            return java.util.Objects.requireNonNull(passage.refusal());
        }
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(passage.address())
                            .timeout(settings.timeout())
                            .build(),
                    BodyHandlers.ofString());
            return new Refusal(HttpStatus.valueOf(answer.statusCode()), answer.body());
        } catch (IOException e) {
            return away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return away();
        }
    }

    private Passage examine(URI request, @Nullable String authorization, URI sfu) {
        UriComponentsBuilder address = UriComponentsBuilder.fromUri(request);
        String given =
                UriComponentsBuilder.fromUri(request).build().getQueryParams().getFirst(TOKEN);
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            given = authorization.substring(7).strip();
        }
        Optional<AccessToken> token = given == null ? Optional.empty() : tokens.open(given);
        if (token.isEmpty()) {
            return Passage.refused(HttpStatus.UNAUTHORIZED, "invalid token: begin the call again");
        }
        Optional<LiveCall> call = desk.find(token.get().video().roomName());
        if (call.isEmpty()) {
            return Passage.refused(
                    HttpStatus.NOT_FOUND, "requested room does not exist: no call of this id began here");
        }
        if (!call.get().open()) {
            return Passage.refused(HttpStatus.GONE, "the call is over: begin another one");
        }
        Consents now = call.get().consents();
        address.replaceQueryParam(TOKEN, tokens.renew(token.get(), now.answer(), now.record(), now.analyse()));
        // Encoded as it came: what the client wrote is the SFU's to read.
        String query = address.build(true).getQuery();
        return new Passage(URI.create(sfu + request.getPath() + "?" + query), call.get(), null);
    }

    private static Refusal refusal(CompletionException failure) {
        if (failure.getCause() instanceof WebSocketHandshakeException refused) {
            HttpResponse<?> answer = refused.getResponse();
            HttpStatus status = HttpStatus.resolve(answer.statusCode());
            return new Refusal(
                    status == null ? HttpStatus.BAD_GATEWAY : status, "the SFU refused: " + answer.statusCode());
        }
        return away();
    }

    private static Refusal away() {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, "the SFU does not answer; try again in some seconds");
    }
}
