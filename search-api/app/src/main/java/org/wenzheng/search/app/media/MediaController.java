package org.wenzheng.search.app.media;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.wenzheng.search.app.account.SignedIn;
import org.wenzheng.search.app.calls.CallIndex;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.problem.ProblemWriter;

/** Byte ranges (RFC 9110, section 14) of a call's sound, for those who said why. */
@RestController
@RequestMapping("/api/v1/calls/{call}")
class MediaController {

    private static final Logger LOG = LoggerFactory.getLogger(MediaController.class);
    private static final int SHORTEST_PURPOSE = 2;
    private static final int LONGEST_PURPOSE = 500;

    private final CallIndex calls;
    private final Listenings listenings;
    private final Playback playback;
    private final ProblemWriter problems;

    MediaController(CallIndex calls, Listenings listenings, Playback playback, ProblemWriter problems) {
        this.calls = calls;
        this.listenings = listenings;
        this.playback = playback;
        this.problems = problems;
    }

    record Purpose(@Nullable String purpose) {}

    /** First and last byte, both inclusive. */
    private record Bytes(long first, long last) {}

    @PostMapping("/listenings")
    @ResponseStatus(HttpStatus.CREATED)
    Listenings.Listening listen(@PathVariable("call") String call, @RequestBody Purpose body, SignedIn signedIn) {
        String purpose = body.purpose() == null ? "" : body.purpose().strip();
        if (purpose.length() < SHORTEST_PURPOSE || purpose.length() > LONGEST_PURPOSE) {
            throw ProblemException.badRequest("Send JSON with \"purpose\": why you listen, in " + SHORTEST_PURPOSE
                    + " to " + LONGEST_PURPOSE + " characters.");
        }
        return listenings.begin(signedIn.getName(), calls.require(call).call(), purpose);
    }

    @GetMapping("/media")
    void play(
            @PathVariable("call") String call,
            @RequestParam("listening") String listening,
            @RequestParam(name = "speaker", defaultValue = Playback.MIXED) String speaker,
            SignedIn signedIn,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        listenings.require(signedIn.getName(), call, listening);
        WavStream wav = playback.open(call, speaker);
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Bytes bytes = range(request.getHeader(HttpHeaders.RANGE), wav.length());
        if (bytes == null) {
            bytes = new Bytes(0, wav.length() - 1);
        } else if (bytes.first() >= wav.length()) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + wav.length());
            problems.write(
                    response,
                    new Problem(
                            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
                            "range-not-satisfiable",
                            "The range lies outside the sound",
                            "Ask for bytes below " + wav.length() + "."));
            return;
        } else {
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(
                    HttpHeaders.CONTENT_RANGE, "bytes " + bytes.first() + "-" + bytes.last() + "/" + wav.length());
        }
        response.setContentType("audio/wav");
        response.setContentLengthLong(bytes.last() - bytes.first() + 1);
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            OutputStream out = response.getOutputStream();
            try {
                wav.write(bytes.first(), bytes.last(), out);
            } catch (IOException e) {
                // The browser has heard enough or jumps to another place.
                LOG.debug("A listener left");
            }
        }
    }

    /** The one range that is asked for; null for the whole: no header, another unit, several ranges, or no range at all. */
    private static @Nullable Bytes range(@Nullable String header, long length) {
        if (header == null) {
            return null;
        }
        try {
            List<HttpRange> ranges = HttpRange.parseRanges(header);
            if (ranges.size() != 1) {
                return null;
            }
            HttpRange range = ranges.get(0);
            return new Bytes(range.getRangeStart(length), range.getRangeEnd(length));
        } catch (IllegalArgumentException e) {
            // RFC 9110 lets a server ignore what it does not understand.
            return null;
        }
    }
}
