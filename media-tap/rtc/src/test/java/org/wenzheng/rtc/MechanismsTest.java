package org.wenzheng.rtc;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.wenzheng.rtc.gcc.SendSideEstimator;
import org.wenzheng.rtc.nack.NackGenerator;
import org.wenzheng.rtc.nack.NackResponder;
import org.wenzheng.rtc.red.RedEncoder;
import org.wenzheng.rtc.red.RedReceiver;
import org.wenzheng.rtc.rtcp.ReceptionStatistics;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtp.RtpWriter;
import org.wenzheng.rtc.rtp.SequenceUnwrapper;
import org.wenzheng.rtc.rtx.PacketCache;
import org.wenzheng.rtc.simulcast.LayerClock;
import org.wenzheng.rtc.simulcast.LayerForwarder;
import org.wenzheng.rtc.twcc.TwccReader;
import org.wenzheng.rtc.twcc.TwccRecorder;
import org.wenzheng.rtc.twcc.TwccSender;
import org.wenzheng.rtc.vp8.Vp8Descriptor;

class MechanismsTest {

    private static final String[] MECHANISMS = {
        "rtp",
        "rtcp",
        "pli",
        "vp8",
        "h264",
        "simulcast",
        "audiolevel",
        "nack",
        "rtx",
        "twcc",
        "gcc",
        "allocation",
        "red",
        "opus",
        "frame",
        "tap",
        "sctp",
        "datachannel"
    };
    private static final int PACKETS = 20_000;

    private long now;
    private int sequence;

    @Test
    void knowNoTransportNoThreadAndNoClock() {
        JavaClasses all = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.wenzheng.rtc");
        for (String mechanism : MECHANISMS) {
            classes()
                    .that()
                    .resideInAPackage("org.wenzheng.rtc." + mechanism)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(packages())
                    .check(all);
            noClasses()
                    .that()
                    .resideInAPackage("org.wenzheng.rtc." + mechanism)
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .dependOnClassesThat()
                    .belongToAnyOf(Thread.class, Instant.class)
                    .check(all);
        }
        slices().matching("org.wenzheng.rtc.(*)..").should().beFreeOfCycles().check(all);
    }

    @Test
    void allocateNothingForAPacket() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Runnable packet = videoAndAudio();
        for (int number = 0; number < 2 * PACKETS; number++) {
            packet.run(); // classes are loaded, code is compiled
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int number = 0; number < PACKETS; number++) {
            packet.run();
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated / (double) PACKETS).as("octets a packet").isLessThan(1);
    }

    /** One packet in, through what the packet path of a publisher and a subscriber does with it, and its feedback. */
    private Runnable videoAndAudio() {
        RtpPacket in = new RtpPacket();
        RtpWriter writer = new RtpWriter(false);
        Vp8Descriptor vp8 = new Vp8Descriptor();
        SequenceUnwrapper unwrapper = new SequenceUnwrapper();
        LayerForwarder forwarder = new LayerForwarder(new LayerClock(90_000));
        forwarder.target(0, 1);
        PacketCache cache = new PacketCache(Unpooled.buffer(100_000), 128);
        NackGenerator nack = new NackGenerator(64, 1_000_000_000L);
        NackResponder responder = new NackResponder(512);
        ReceptionStatistics statistics = new ReceptionStatistics(90_000);
        SendSideEstimator estimator = new SendSideEstimator(500_000, 50_000, 5_000_000);
        TwccSender sender = new TwccSender(estimator::onFate);
        TwccRecorder recorder = new TwccRecorder(50_000_000L);
        TwccReader reader = new TwccReader();
        RedEncoder red = new RedEncoder(111, 2, 1_000);
        long[] told = new long[1];
        RedReceiver redReceiver =
                new RedReceiver((number, timestamp, buffer, index, length, recovered) -> told[0] += length);
        ByteBuf packet = Unpooled.buffer(1_500);
        ByteBuf out = Unpooled.buffer(1_500);
        long[] missing = new long[16];
        return () -> {
            now += 2_000_000L;
            sequence++;
            packet.clear();
            writer.begin(packet, sequence % 3 == 0, 96, sequence, sequence / 3 * 3_000, 1);
            writer.extension(3, sequence, 2);
            writer.endHeader();
            packet.writeByte(sequence % 3 == 1 ? 0x90 : 0x80)
                    .writeByte(0xA0)
                    .writeShort(0x8000 | (sequence / 3 & 0x7FFF));
            packet.writeByte(sequence / 3 % 2 << 6)
                    .writeByte(sequence < 4 ? 0 : 1)
                    .writeZero(200);
            if (sequence % 50 == 7 || !in.wrap(packet)) {
                return; // lost
            }
            long extended = unwrapper.unwrap(in.sequence());
            nack.onPacket(extended, now);
            nack.poll(now, 50_000_000L, missing);
            statistics.onPacket(extended, in.timestamp(), in.payloadLength(), now);
            cache.add(extended, packet);
            boolean wrapped = vp8.wrap(packet, in.payload(), in.payloadLength());
            if (wrapped
                    && forwarder.offer(
                            0, extended, in.timestamp(), vp8, vp8.startsKeyFrame(), in.payloadLength(), now)) {
                responder.onSent(forwarder.sequence(), 0, extended, forwarder.timestamp(), forwarder.pictureId(), -1);
                responder.answer(forwarder.sequence() - 5, now, 50_000_000L);
                cache.find(responder.source());
            }
            recorder.onPacket(sender.next(), now);
            sender.onSent(200, now);
            if (recorder.due(now)) {
                out.clear();
                recorder.write(out, 1, 2, now);
                reader.read(out, 12, out.readableBytes() - 12, sender);
                estimator.onFeedback(now);
            }
            out.clear();
            red.write(out, extended, in.timestamp(), packet, in.payload(), 80);
            redReceiver.onPacket(extended, in.timestamp(), out, 0, out.readableBytes());
        };
    }

    private static String[] packages() {
        String[] packages = new String[MECHANISMS.length + 3];
        for (int mechanism = 0; mechanism < MECHANISMS.length; mechanism++) {
            packages[mechanism] = "org.wenzheng.rtc." + MECHANISMS[mechanism];
        }
        packages[MECHANISMS.length] = "io.netty.buffer";
        packages[MECHANISMS.length + 1] = "org.jspecify.annotations";
        packages[MECHANISMS.length + 2] = "java..";
        return packages;
    }
}
