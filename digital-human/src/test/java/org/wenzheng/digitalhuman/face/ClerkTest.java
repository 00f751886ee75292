package org.wenzheng.digitalhuman.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wenzheng.digitalhuman.voice.Sound;
import org.wenzheng.digitalhuman.voice.SpeechOutput;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Phoneme;

class ClerkTest {

    private static final Sound SOUND = new Sound(
            "啊",
            new short[96_000],
            List.of(
                    new Phoneme("a", 0, 0.3f),
                    new Phoneme("m", 0.3f, 0.5f),
                    new Phoneme("u", 0.5f, 0.9f),
                    new Phoneme("a", 1.6f, 1.9f)));

    private final Mouth mouth = new Mouth();

    private void follow(float seconds) {
        for (int i = 0; i < 10; i++) {
            mouth.move(new SpeechOutput.Moment(SOUND, seconds));
        }
    }

    @Test
    void theMouthFollowsThePhonemes() {
        follow(0.1f);
        assertThat(mouth.open()).isGreaterThan(0.9);
        follow(0.4f);
        assertThat(mouth.open()).isLessThan(0.05);
        follow(0.6f);
        assertThat(mouth.width()).as("round").isLessThan(0.2);
        follow(1.2f);
        assertThat(mouth.open()).as("shut in a pause").isZero();
    }

    @Test
    void theMouthIsShutInSilence() {
        follow(0.1f);
        for (int i = 0; i < 10; i++) {
            mouth.move(null);
        }
        assertThat(mouth.open()).isZero();
    }

    @Test
    void everyPictureBearsTheMark() {
        Clerk clerk = new Clerk(640, 480);
        for (Clerk.Pose pose : Clerk.Pose.values()) {
            BufferedImage image = clerk.paint(pose.ordinal(), pose, null);
            int white = 0;
            int top = 480;
            int bottom = 0;
            for (int y = 0; y < 60; y++) {
                for (int x = 0; x < 230; x++) {
                    if ((image.getRGB(x, y) & 0xffffff) == 0xffffff) {
                        white++;
                        top = Math.min(top, y);
                        bottom = Math.max(bottom, y);
                    }
                }
            }
            assertThat(white).as("pixels of letters in %s", pose).isGreaterThan(500);
            assertThat(bottom - top).as("height of the letters").isGreaterThanOrEqualTo((int) (480 * 0.04));
        }
    }

    @Test
    void movesLittleAndBlinks() {
        Clerk clerk = new Clerk(320, 240);
        int changed = 0;
        byte[] before = clerk.draw(0, Clerk.Pose.IDLE, null).y().clone();
        for (int frame = 1; frame < 250; frame++) {
            byte[] now = clerk.draw(frame / 25.0, Clerk.Pose.IDLE, null).y();
            changed += java.util.Arrays.equals(before, now) ? 0 : 1;
            before = now.clone();
        }
        assertThat(changed).as("pictures that differ from the one before").isGreaterThan(200);
    }

    @Test
    void colourSurvivesI420() {
        BufferedImage red = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 4; i++) {
            red.setRGB(i % 2, i / 2, 0xff0000);
        }
        var picture = new Planes(2, 2).of(red);
        assertThat(picture.y()[0] & 0xff).isBetween(80, 83);
        assertThat(picture.u()[0] & 0xff).isBetween(89, 91);
        assertThat(picture.v()[0] & 0xff).isBetween(239, 241);
    }
}
