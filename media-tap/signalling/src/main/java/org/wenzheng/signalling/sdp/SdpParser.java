package org.wenzheng.signalling.sdp;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a session description within bounds. Unknown attributes are passed over, known ones must be well formed; nothing
 * that it returns holds a control character, so that it can be written into an answer.
 */
public final class SdpParser {

    /** Characters of a whole description. */
    public static final int MAX_LENGTH = 1 << 20;

    /** Sections of a description: a room of some hundred tracks on one connection. */
    public static final int MAX_SECTIONS = 1024;

    private static final int MAX_LINE = 4096;
    private static final int MAX_PARTS = 512;

    private final List<MediaDescription.Builder> sections = new ArrayList<>();
    private TransportDescription session = TransportDescription.NONE;
    private MediaDescription.@Nullable Builder section;
    private FormatTable formats = new FormatTable();
    private final List<FormatTable> tables = new ArrayList<>();
    private long sessionId;
    private long version;
    private boolean iceLite;
    private boolean versioned;
    private int line;

    private SdpParser() {}

    /**
     * Reads one description.
     *
     * @throws SdpException when it is malformed or larger than it may be
     */
    public static SessionDescription parse(String text) throws SdpException {
        if (text.length() > MAX_LENGTH) {
            throw new SdpException("has " + text.length() + " characters; at most " + MAX_LENGTH + " are taken");
        }
        return new SdpParser().read(text);
    }

    private SessionDescription read(String text) throws SdpException {
        int at = 0;
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            int stop = end > at && text.charAt(end - 1) == '\r' ? end - 1 : end;
            line++;
            if (stop > at) {
                line(text.substring(at, stop));
            }
            at = end + 1;
        }
        if (!versioned) {
            throw new SdpException("has no v= line");
        }
        List<MediaDescription> media = new ArrayList<>();
        Set<String> mids = new HashSet<>();
        for (int i = 0; i < sections.size(); i++) {
            MediaDescription.Builder builder = sections.get(i);
            tables.get(i).addTo(builder);
            builder.transport(builder.transport().within(session));
            if (!builder.mid().isEmpty() && !mids.add(builder.mid())) {
                throw new SdpException("has two sections of mid " + builder.mid());
            }
            media.add(builder.build());
        }
        return new SessionDescription(sessionId, version, iceLite, media);
    }

    private void line(String text) throws SdpException {
        if (text.length() > MAX_LINE) {
            throw new SdpException(line, "has " + text.length() + " characters; at most " + MAX_LINE + " are taken");
        }
        if (text.length() < 2 || text.charAt(1) != '=') {
            throw new SdpException(line, "is not of the form x=value");
        }
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new SdpException(line, "has a control character");
            }
        }
        String value = text.substring(2);
        switch (text.charAt(0)) {
            case 'v' -> {
                if (!value.equals("0")) {
                    throw new SdpException(line, "only version 0 is known");
                }
                versioned = true;
            }
            case 'o' -> origin(value);
            case 'm' -> media(value);
            case 'b' -> bandwidth(value);
            case 'a' -> attribute(value);
            default -> {
                // s, t, c and others say nothing that a bundled WebRTC session needs
            }
        }
    }

    private void origin(String value) throws SdpException {
        String[] fields = value.split(" ", -1);
        if (fields.length != 6) {
            throw new SdpException(line, "o= has not six fields");
        }
        sessionId = number(fields[1], Long.MAX_VALUE);
        version = number(fields[2], Long.MAX_VALUE);
    }

    private void media(String value) throws SdpException {
        if (sections.size() == MAX_SECTIONS) {
            throw new SdpException(line, "at most " + MAX_SECTIONS + " sections are taken");
        }
        String[] fields = value.split(" ", 4);
        if (fields.length < 4 || fields[3].isEmpty()) {
            throw new SdpException(line, "m= has not four fields");
        }
        long port = number(fields[1].split("/", 2)[0], 65_535);
        MediaKind kind = MediaKind.of(fields[0]);
        section = new MediaDescription.Builder(kind, "").refused(port == 0);
        section.fields(token(fields[0]), fields[2] + " " + fields[3]);
        formats = new FormatTable();
        if (kind == MediaKind.AUDIO || kind == MediaKind.VIDEO) {
            for (String format : fields[3].split(" ", -1)) {
                formats.offered((int) number(format, 127));
            }
        }
        sections.add(section);
        tables.add(formats);
    }

    private void bandwidth(String value) throws SdpException {
        if (section != null && value.startsWith("AS:")) {
            section.bandwidthKbps((int) number(value.substring(3), Integer.MAX_VALUE));
        }
    }

    private void attribute(String text) throws SdpException {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String value = colon < 0 ? "" : text.substring(colon + 1);
        if (transport(name, value)) {
            return;
        }
        MediaDescription.Builder current = section;
        if (current == null) {
            iceLite |= name.equals("ice-lite");
            return;
        }
        if (current.size() + formats.size() > MAX_PARTS) {
            throw new SdpException(line, "a section has more than " + MAX_PARTS + " attributes");
        }
        Direction direction = Direction.of(name);
        if (direction != null) {
            current.direction(direction);
            return;
        }
        switch (name) {
            case "mid" -> current.mid(token(value));
            case "msid" -> msid(current, value);
            case "rtpmap" -> rtpmap(value);
            case "fmtp" -> formats.parameters(payloadType(value), afterSpace(value));
            case "rtcp-fb" -> {
                if (!value.startsWith("*")) {
                    formats.feedback(payloadType(value), afterSpace(value));
                }
            }
            case "extmap" -> extmap(current, value);
            case "rid" -> rid(current, value);
            case "ssrc" -> ssrc(current, value);
            case "ssrc-group" -> ssrcGroup(current, value);
            case "sctp-port" -> current.sctpPort((int) number(value, 65_535));
            case "max-message-size" -> current.maxMessageSize(number(value, Long.MAX_VALUE));
            default -> {
                // ssrc-audio-level thresholds, rtcp, group, msid-semantic …: nothing that is needed
            }
        }
    }

    private boolean transport(String name, String value) throws SdpException {
        TransportDescription now = section == null ? session : section.transport();
        String ufrag = now.usernameFragment();
        String password = now.password();
        String hash = now.fingerprintHash();
        String fingerprint = now.fingerprint();
        String setup = now.setup();
        List<String> candidates = now.candidates();
        switch (name) {
            case "ice-ufrag" -> ufrag = iceString(value);
            case "ice-pwd" -> password = iceString(value);
            case "setup" -> setup = token(value);
            case "fingerprint" -> {
                int space = value.indexOf(' ');
                if (space < 1) {
                    throw new SdpException(line, "fingerprint has not two fields");
                }
                hash = value.substring(0, space).toLowerCase(Locale.ROOT);
                fingerprint = value.substring(space + 1).strip().toUpperCase(Locale.ROOT);
            }
            case "candidate" -> {
                if (candidates.size() >= 64) {
                    throw new SdpException(line, "more than 64 candidates");
                }
                candidates = new ArrayList<>(candidates);
                candidates.add(value);
            }
            default -> {
                return false;
            }
        }
        TransportDescription next = new TransportDescription(ufrag, password, hash, fingerprint, setup, candidates);
        if (section == null) {
            session = next;
        } else {
            section.transport(next);
        }
        return true;
    }

    private void msid(MediaDescription.Builder current, String value) throws SdpException {
        int space = value.indexOf(' ');
        String stream = space < 0 ? value : value.substring(0, space);
        String track = space < 0 ? "" : value.substring(space + 1).strip();
        if (stream.length() > 256 || track.length() > 256) {
            throw new SdpException(line, "msid is longer than 256 characters");
        }
        current.track(stream, track);
    }

    private void rtpmap(String value) throws SdpException {
        String[] fields = afterSpace(value).split("/", -1);
        if (fields.length < 2 || fields.length > 3) {
            throw new SdpException(line, "rtpmap is not name/clock[/channels]");
        }
        int channels = fields.length == 3 ? (int) number(fields[2], 255) : 1;
        formats.map(payloadType(value), token(fields[0]), (int) number(fields[1], 1_000_000), channels);
    }

    private void extmap(MediaDescription.Builder current, String value) throws SdpException {
        String[] fields = value.split(" ", 3);
        if (fields.length < 2 || fields[1].isEmpty()) {
            throw new SdpException(line, "extmap has not two fields");
        }
        int id = (int) number(fields[0].split("/", 2)[0], 255);
        if (id == 0) {
            throw new SdpException(line, "a header extension's id cannot be 0");
        }
        current.extension(new HeaderExtension(id, fields[1]));
    }

    private void rid(MediaDescription.Builder current, String value) throws SdpException {
        String[] fields = value.split(" ", 3);
        if (fields.length < 2 || fields[0].isEmpty() || fields[0].length() > 32) {
            throw new SdpException(line, "rid is not a name and a direction");
        }
        if (!fields[0].chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'))) {
            throw new SdpException(line, "a rid has letters, digits, - and _ only");
        }
        current.layer(fields[0]);
    }

    private void ssrc(MediaDescription.Builder current, String value) throws SdpException {
        int space = value.indexOf(' ');
        long ssrc = number(space < 0 ? value : value.substring(0, space), 0xFFFF_FFFFL);
        String rest = space < 0 ? "" : value.substring(space + 1);
        String known = current.sourceName(ssrc);
        if (rest.startsWith("cname:")) {
            current.source(ssrc, rest.substring(6));
        } else if (known == null) {
            current.source(ssrc, "");
        }
    }

    private void ssrcGroup(MediaDescription.Builder current, String value) throws SdpException {
        String[] fields = value.split(" ", -1);
        if (fields.length < 2 || fields.length > 33) {
            throw new SdpException(line, "ssrc-group has not 1 to 32 sources");
        }
        List<Long> ssrcs = new ArrayList<>();
        for (int i = 1; i < fields.length; i++) {
            ssrcs.add(number(fields[i], 0xFFFF_FFFFL));
        }
        current.sourceGroup(new SourceGroup(fields[0], ssrcs));
    }

    private int payloadType(String value) throws SdpException {
        int space = value.indexOf(' ');
        return (int) number(space < 0 ? value : value.substring(0, space), 127);
    }

    private String afterSpace(String value) throws SdpException {
        int space = value.indexOf(' ');
        if (space < 0 || space == value.length() - 1) {
            throw new SdpException(line, "has nothing after the payload type");
        }
        return value.substring(space + 1);
    }

    private String token(String value) throws SdpException {
        if (value.isEmpty() || value.length() > 256 || !value.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            throw new SdpException(line, "a token is empty, too long or has characters beyond ASCII");
        }
        return value;
    }

    private String iceString(String value) throws SdpException {
        if (value.isEmpty() || value.length() > 256) {
            throw new SdpException(line, "ICE credentials have 1 to 256 characters (RFC 8839, 5.4)");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 128
                    || !(Character.isLetterOrDigit(c) || c == '+' || c == '/' || c == '-' || c == '=' || c == '_')) {
                throw new SdpException(line, "ICE credentials have characters that are not allowed (RFC 8839, 5.4)");
            }
        }
        return value;
    }

    private long number(String digits, long largest) throws SdpException {
        if (digits.isEmpty() || digits.length() > 19) {
            throw new SdpException(line, "a number is missing or too long");
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(i) - '0';
            if (digit < 0 || digit > 9 || value > (Long.MAX_VALUE - digit) / 10) {
                throw new SdpException(line, "a number is malformed or too large");
            }
            value = value * 10 + digit;
        }
        if (value > largest) {
            throw new SdpException(line, "a number is larger than " + largest);
        }
        return value;
    }
}
