package org.wenzheng.sfu.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.wenzheng.mirror.Mirror;
import org.wenzheng.mirror.MirrorStatistics;
import org.wenzheng.rtc.transport.Drop;
import org.wenzheng.rtc.transport.MediaPort;
import org.wenzheng.rtc.transport.PortStats;
import org.wenzheng.sfu.caption.Captions;
import org.wenzheng.sfu.room.Rooms;

/** What the process has counted, in Prometheus' text format (version 0.0.4): numbers alone, of no room and nobody. */
public final class Metrics {

    static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final MediaPort media;
    private final Rooms rooms;
    private final Mirror mirror;
    private final Captions captions;

    public Metrics(MediaPort media, Rooms rooms, Mirror mirror, Captions captions) {
        this.media = media;
        this.rooms = rooms;
        this.mirror = mirror;
        this.captions = captions;
    }

    byte[] text() {
        PortStats port = media.stats();
        MirrorStatistics mirrored = mirror.statistics();
        StringBuilder out = new StringBuilder(2048);
        gauge(out, "sfu_rooms", "Rooms now", rooms.all().size());
        gauge(out, "sfu_peers", "Peer connections now", port.peers());
        counter(out, "sfu_rtp_in_packets_total", "RTP packets from clients", port.rtpIn());
        counter(out, "sfu_rtp_in_bytes_total", "Their bytes, decrypted", port.rtpBytesIn());
        counter(out, "sfu_rtp_out_packets_total", "RTP packets to clients", port.rtpOut());
        counter(out, "sfu_rtp_out_bytes_total", "Their bytes, before encryption", port.rtpBytesOut());
        counter(out, "sfu_socket_writes_total", "Writes to sockets; a segmented run is one", port.writes());
        head(out, "sfu_dropped_packets_total", "Packets dropped by reason", "counter");
        for (Drop drop : Drop.values()) {
            out.append("sfu_dropped_packets_total{reason=\"")
                    .append(drop.name().toLowerCase(Locale.ROOT))
                    .append("\"} ")
                    .append(port.dropped().getOrDefault(drop, 0L))
                    .append('\n');
        }
        counter(out, "sfu_mirror_offered_records_total", "Records for Kafka", mirrored.offered());
        counter(out, "sfu_mirror_sent_records_total", "Those that Kafka has taken", mirrored.sent());
        counter(out, "sfu_mirror_dropped_records_total", "Those that found the ring full", mirrored.dropped());
        counter(out, "sfu_mirror_failed_records_total", "Those that Kafka refused", mirrored.failed());
        gauge(out, "sfu_mirror_waiting_records", "Those on their way", mirrored.waiting());
        counter(out, "sfu_captions_shown_total", "Revisions of captions sent to rooms", captions.shown());
        counter(out, "sfu_captions_late_total", "Revisions that came too late", captions.late());
        counter(out, "sfu_captions_unreadable_total", "Records that are no transcript", captions.unreadable());
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void gauge(StringBuilder out, String name, String help, long value) {
        head(out, name, help, "gauge");
        out.append(name).append(' ').append(value).append('\n');
    }

    private static void counter(StringBuilder out, String name, String help, long value) {
        head(out, name, help, "counter");
        out.append(name).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder out, String name, String help, String type) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
}
