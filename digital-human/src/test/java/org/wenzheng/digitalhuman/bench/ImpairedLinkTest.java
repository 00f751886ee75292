package org.wenzheng.digitalhuman.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImpairedLinkTest {

    private final DatagramSocket sfu = socket();
    private final DatagramSocket client = socket();

    @AfterEach
    void close() {
        sfu.close();
        client.close();
    }

    @Test
    void bringsDatagramsToTheSfuAndItsAnswersBack() throws Exception {
        try (ImpairedLink link = new ImpairedLink(new Impairment(0, 0, false, 0, false, 0), 1)) {
            send(port(link.lead(description())), 5);
            DatagramPacket first = receive(sfu);
            assertThat(first.getData()[0]).isEqualTo((byte) 0);
            first.setData(new byte[] {42});
            sfu.send(first);
            assertThat(receive(client).getData()[0]).isEqualTo((byte) 42);
        }
    }

    @Test
    void losesAboutThePartItIsToldTo() throws Exception {
        try (ImpairedLink link = new ImpairedLink(new Impairment(0.3, 0, false, 0, false, 0), 1)) {
            send(port(link.lead(description())), 200);
            List<Integer> arrived = numbers();
            assertThat(arrived).hasSizeBetween(115, 165).isSorted();
            assertThat(link.sent()).containsExactly(200, 200 - arrived.size());
        }
    }

    @Test
    void whatIsLateIsOvertakenOnlyWhereItMayBe() throws Exception {
        try (ImpairedLink link = new ImpairedLink(new Impairment(0, 40, false, 0, false, 0), 1)) {
            send(port(link.lead(description())), 100);
            assertThat(numbers()).hasSize(100).isSorted();
        }
        try (ImpairedLink link = new ImpairedLink(new Impairment(0, 40, true, 0, false, 0), 1)) {
            send(port(link.lead(description())), 100);
            List<Integer> arrived = numbers();
            assertThat(arrived).hasSize(100);
            assertThat(arrived).isNotEqualTo(arrived.stream().sorted().toList());
        }
    }

    @Test
    void aNarrowLinkLosesWhatWouldWaitTooLong() throws Exception {
        try (ImpairedLink link = new ImpairedLink(new Impairment(0, 0, false, 8_000, false, 0), 1)) {
            send(port(link.lead(description())), 60); // 10 octets last 10 ms
            assertThat(numbers()).hasSizeBetween(28, 40);
        }
    }

    @Test
    void leadsOverTcpAloneWhereUdpIsBlocked() throws Exception {
        try (ImpairedLink link = new ImpairedLink(new Impairment(0, 0, false, 0, true, 0), 1)) {
            assertThat(link.lead(description())).contains(" tcp ").doesNotContain(" udp ");
        }
    }

    @Test
    void takesRedundantAudioOutOfADescription() {
        String sdp = "v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 63 111\r\na=rtpmap:63 red/48000/2\r\na=fmtp:63 111/111\r\n"
                + "a=rtpmap:111 opus/48000/2\r\n";
        assertThat(ImpairedCall.plain(sdp))
                .isEqualTo("v=0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=rtpmap:111 opus/48000/2\r\n");
        assertThat(ImpairedCall.plain(sdp.replace("63 111\r\na=rtpmap", "111 63\r\na=rtpmap")))
                .contains("SAVPF 111\r\n");
    }

    private String description() {
        return "v=0\r\na=candidate:1 1 udp 2130706431 127.0.0.1 " + sfu.getLocalPort() + " typ host\r\n"
                + "a=candidate:2 1 tcp 1518280447 127.0.0.1 9 typ host tcptype passive\r\n";
    }

    private static int port(String sdp) {
        assertThat(sdp).doesNotContain(" tcp ");
        String line =
                sdp.lines().filter(each -> each.contains(" udp ")).findFirst().orElseThrow();
        return Integer.parseInt(line.split(" ", -1)[5]);
    }

    private void send(int port, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            byte[] octets = {(byte) i, 0, 0, 0, 0, 0, 0, 0, 0, 0};
            client.send(new DatagramPacket(octets, octets.length, InetAddress.getLoopbackAddress(), port));
        }
    }

    private List<Integer> numbers() throws IOException {
        List<Integer> arrived = new ArrayList<>();
        try {
            while (true) {
                arrived.add(receive(sfu).getData()[0] & 0xFF);
            }
        } catch (SocketTimeoutException e) {
            return arrived; // nothing more comes
        }
    }

    private static DatagramPacket receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        socket.receive(packet);
        return packet;
    }

    private static DatagramSocket socket() {
        try {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(700);
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
