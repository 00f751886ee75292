package org.wenzheng.digitalhuman.face;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.wenzheng.client.I420Picture;
import org.wenzheng.digitalhuman.voice.SpeechOutput;

/**
 * The clerk, drawn as vectors: navy jacket, plain wall, badge 数字人, and in every picture the mark that it is made by a machine. Not
 * thread-safe: one for each call.
 */
public final class Clerk {

    /** What the clerk is doing. */
    public enum Pose {
        IDLE,
        LISTENING,
        THINKING,
        SPEAKING
    }

    /** Drawn into every picture. */
    static final String MARK = "数字人 · AI生成";

    private static final Color WALL = new Color(0xE8, 0xEC, 0xEF);
    private static final Color WALL_LOW = new Color(0xD3, 0xDB, 0xE2);
    private static final Color NAVY = new Color(0x22, 0x35, 0x57);
    private static final Color NAVY_DARK = new Color(0x18, 0x27, 0x43);
    private static final Color SHIRT = new Color(0xF7, 0xF8, 0xFA);
    private static final Color SKIN = new Color(0xF2, 0xCF, 0xB4);
    private static final Color SKIN_SHADE = new Color(0xE2, 0xB4, 0x96);
    private static final Color BLUSH = new Color(0xE8, 0xA0, 0x8C, 70);
    private static final Color HAIR = new Color(0x2B, 0x22, 0x20);
    private static final Color HAIR_LIGHT = new Color(0x45, 0x38, 0x33);
    private static final Color BROW = new Color(0x3A, 0x2E, 0x2A);
    private static final Color IRIS = new Color(0x4A, 0x33, 0x26);
    private static final Color LIP = new Color(0xC4, 0x6A, 0x66);
    private static final Color LIP_DARK = new Color(0x8E, 0x3F, 0x42);
    private static final Color INSIDE = new Color(0x5A, 0x22, 0x26);
    private static final Color TEETH = new Color(0xFA, 0xF6, 0xF0);

    private static final double BLINK_S = 0.16;

    private final int width;
    private final int height;
    private final double unit;
    private final BufferedImage image;
    private final Planes planes;
    private final Mouth mouth = new Mouth();
    private final Random random = new Random(11);
    private double nextBlink = 2;
    private double nod;
    private double glance;

    /** @param width even, pixels @param height even, pixels */
    public Clerk(int width, int height) {
        this.width = width;
        this.height = height;
        this.unit = height / 480.0;
        this.image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        this.planes = new Planes(width, height);
    }

    /**
     * The next picture.
     *
     * @param seconds since the call began
     * @param moment where the voice is, null in silence
     */
    public I420Picture draw(double seconds, Pose pose, SpeechOutput.@Nullable Moment moment) {
        paint(seconds, pose, moment);
        return planes.of(image);
    }

    BufferedImage paint(double seconds, Pose pose, SpeechOutput.@Nullable Moment moment) {
        mouth.move(moment);
        nod += ((pose == Pose.LISTENING ? Math.max(0, Math.sin(seconds * 2.6)) * 5 : 0) - nod) * 0.2;
        glance += ((pose == Pose.THINKING ? -3 : 0) - glance) * 0.15;
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setPaint(new GradientPaint(0, 0, WALL, 0, height, WALL_LOW));
        g.fillRect(0, 0, width, height);
        g.translate(width / 2.0, 0);
        g.scale(unit, unit);
        AffineTransform middle = g.getTransform();
        double breath = Math.sin(seconds * 1.5) * 1.2;
        double sway = Math.sin(seconds * 0.7) * 3 + Math.sin(seconds * 1.13) * 1.5; // below 1.5 % of the height
        g.translate(sway * 0.3, breath);
        backHair(g, sway);
        body(g);
        g.setTransform(middle);
        g.translate(sway, breath * 0.6 + nod);
        g.rotate(Math.toRadians(sway * 0.25 + (pose == Pose.THINKING ? 1.2 : 0)), 0, 300);
        head(g, seconds);
        g.setTransform(new AffineTransform());
        mark(g);
        g.dispose();
        return image;
    }

    private static void backHair(Graphics2D g, double sway) {
        g.setColor(HAIR);
        Path2D hair = new Path2D.Double();
        hair.moveTo(-98 + sway * 0.5, 190);
        hair.curveTo(-112, 60, 112, 60, 98 + sway * 0.5, 190);
        hair.curveTo(104, 250, 96, 292, 74, 306);
        hair.lineTo(-74, 306);
        hair.curveTo(-96, 292, -104, 250, -98 + sway * 0.5, 190);
        g.fill(hair);
    }

    private static void body(Graphics2D g) {
        g.setColor(SKIN_SHADE);
        g.fill(new RoundRectangle2D.Double(-30, 268, 60, 90, 30, 30));
        g.setColor(SKIN);
        g.fill(new RoundRectangle2D.Double(-28, 290, 56, 70, 26, 26));
        Path2D jacket = new Path2D.Double();
        jacket.moveTo(-38, 332);
        jacket.curveTo(-90, 346, -150, 358, -176, 398);
        jacket.curveTo(-192, 424, -200, 460, -204, 500);
        jacket.lineTo(204, 500);
        jacket.curveTo(200, 460, 192, 424, 176, 398);
        jacket.curveTo(150, 358, 90, 346, 38, 332);
        jacket.lineTo(0, 360);
        jacket.closePath();
        g.setPaint(new GradientPaint(0, 330, NAVY, 0, 500, NAVY_DARK));
        g.fill(jacket);
        g.setColor(SHIRT);
        fill(g, -38, 330, -6, 372, 0, 452, 6, 372, 38, 330, 20, 322, 0, 352, -20, 322);
        fill(g, -40, 328, -22, 316, 0, 354, -18, 374);
        fill(g, 40, 328, 22, 316, 0, 354, 18, 374);
        g.setColor(new Color(0xD9, 0xDE, 0xE6));
        g.setStroke(new BasicStroke(1.2f));
        g.draw(line(-18, 374, 0, 354));
        g.draw(line(18, 374, 0, 354));
        g.setColor(NAVY_DARK);
        fill(g, -40, 330, -62, 352, -46, 392, -58, 398, 0, 470, -14, 400);
        fill(g, 40, 330, 62, 352, 46, 392, 58, 398, 0, 470, 14, 400);
        badge(g);
    }

    private static void badge(Graphics2D g) {
        g.setColor(SHIRT);
        g.fill(new RoundRectangle2D.Double(74, 414, 76, 30, 8, 8));
        g.setColor(NAVY);
        g.setStroke(new BasicStroke(1.5f));
        g.draw(new RoundRectangle2D.Double(77, 417, 70, 24, 6, 6));
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 17));
        centred(g, "数字人", 112, 435);
    }

    private void head(Graphics2D g, double seconds) {
        ear(g, -1);
        ear(g, 1);
        Path2D face = new Path2D.Double();
        face.moveTo(-80, 170);
        face.curveTo(-82, 96, 82, 96, 80, 170);
        face.curveTo(80, 226, 62, 262, 28, 285);
        face.curveTo(10, 296, -10, 296, -28, 285);
        face.curveTo(-62, 262, -80, 226, -80, 170);
        face.closePath();
        g.setPaint(new GradientPaint(0, 110, SKIN, 0, 310, new Color(0xEC, 0xC3, 0xA6)));
        g.fill(face);
        g.setColor(BLUSH);
        g.fill(new Ellipse2D.Double(-66, 214, 36, 20));
        g.fill(new Ellipse2D.Double(30, 214, 36, 20));
        eyes(g, seconds);
        g.setColor(SKIN_SHADE);
        g.setStroke(new BasicStroke(2.4f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D nose = new Path2D.Double();
        nose.moveTo(-3, 196);
        nose.curveTo(-4, 214, -10, 222, -9, 226);
        nose.curveTo(-6, 231, 4, 231, 8, 227);
        g.draw(nose);
        lips(g);
        fringe(g, face);
    }

    private static void ear(Graphics2D g, int side) {
        g.setColor(SKIN_SHADE);
        g.fill(new Ellipse2D.Double(side * 82 - 10, 178, 20, 38));
    }

    private void eyes(Graphics2D g, double seconds) {
        if (seconds > nextBlink + BLINK_S) {
            nextBlink = seconds + 3 + random.nextDouble() * 3;
        }
        double since = seconds - nextBlink;
        double lid = since < 0 || since > BLINK_S ? 1 : Math.abs(since / BLINK_S * 2 - 1);
        for (int side = -1; side <= 1; side += 2) {
            double x = side * 35;
            Path2D white = new Path2D.Double();
            double up = 11 * lid;
            white.moveTo(x - 19, 190);
            white.curveTo(x - 10, 190 - up * 1.2, x + 10, 190 - up * 1.2, x + 19, 189);
            white.curveTo(x + 9, 190 + 9 * lid, x - 9, 190 + 9 * lid, x - 19, 190);
            g.setColor(TEETH);
            g.fill(white);
            if (lid > 0.25) {
                Area iris = new Area(new Ellipse2D.Double(x - 8.5 + glance * 0.6, 180 + glance, 17, 17));
                iris.intersect(new Area(white));
                g.setColor(IRIS);
                g.fill(iris);
                Area pupil = new Area(new Ellipse2D.Double(x - 4 + glance * 0.6, 184.5 + glance, 8, 8));
                pupil.intersect(new Area(white));
                g.setColor(Color.BLACK);
                g.fill(pupil);
                g.setColor(Color.WHITE);
                g.fill(new Ellipse2D.Double(x + 1 + glance * 0.6, 183 + glance, 3.6, 3.6));
            }
            g.setColor(BROW);
            g.setStroke(new BasicStroke(2.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            Path2D lash = new Path2D.Double();
            lash.moveTo(x - 20, 190);
            lash.curveTo(x - 10, 190 - up * 1.25, x + 10, 190 - up * 1.25, x + 20, 188);
            g.draw(lash);
            g.setStroke(new BasicStroke(4.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            Path2D brow = new Path2D.Double();
            brow.moveTo(x - side * 18, 165);
            brow.curveTo(x - side * 6, 160, x + side * 10, 159, x + side * 21, 166);
            g.draw(brow);
        }
    }

    private void lips(Graphics2D g) {
        double half = 21 + 5 * (mouth.width() - 0.5) * 2;
        double open = 15 * mouth.open();
        double y = 253;
        if (open > 0.8) {
            Path2D inside = new Path2D.Double();
            inside.moveTo(-half + 3, y);
            inside.curveTo(-half / 2, y - open * 0.35 - 1, half / 2, y - open * 0.35 - 1, half - 3, y);
            inside.curveTo(half / 2, y + open + 2, -half / 2, y + open + 2, -half + 3, y);
            g.setColor(INSIDE);
            g.fill(inside);
            Area teeth = new Area(
                    new RoundRectangle2D.Double(-half * 0.6, y - open * 0.4 - 2, half * 1.2, 4 + open * 0.25, 4, 4));
            teeth.intersect(new Area(inside));
            g.setColor(TEETH);
            g.fill(teeth);
        }
        g.setColor(LIP);
        Path2D upper = new Path2D.Double();
        upper.moveTo(-half, y);
        upper.curveTo(-half / 2, y - 7 - open * 0.3, -5, y - 7 - open * 0.35, 0, y - 4 - open * 0.35);
        upper.curveTo(5, y - 7 - open * 0.35, half / 2, y - 7 - open * 0.3, half, y);
        upper.curveTo(half / 2, y - 0.5 - open * 0.35, -half / 2, y - 0.5 - open * 0.35, -half, y);
        g.fill(upper);
        Path2D lower = new Path2D.Double();
        lower.moveTo(-half, y);
        lower.curveTo(-half / 2, y + open, half / 2, y + open, half, y);
        lower.curveTo(half / 2, y + open + 10, -half / 2, y + open + 10, -half, y);
        g.fill(lower);
        if (open <= 0.8) {
            g.setColor(LIP_DARK);
            g.setStroke(new BasicStroke(1.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            Path2D between = new Path2D.Double();
            between.moveTo(-half, y - 0.5);
            between.curveTo(-half / 2, y + 1.6, half / 2, y + 1.6, half, y - 0.5);
            g.draw(between);
        }
    }

    private static void fringe(Graphics2D g, Path2D face) {
        g.setColor(HAIR);
        Path2D top = new Path2D.Double();
        top.moveTo(-92, 206);
        top.curveTo(-108, 60, 108, 60, 92, 206);
        top.curveTo(88, 176, 78, 152, 60, 138);
        top.curveTo(26, 150, -20, 146, -34, 128);
        top.curveTo(-50, 150, -76, 160, -82, 180);
        top.closePath();
        g.fill(top);
        g.setColor(HAIR_LIGHT);
        g.setStroke(new BasicStroke(2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D shine = new Path2D.Double();
        shine.moveTo(-56, 112);
        shine.curveTo(-30, 94, 16, 90, 48, 106);
        g.draw(shine);
    }

    /** At least 5 % of the short side high. */
    private void mark(Graphics2D g) {
        int size = (int) Math.ceil(Math.min(width, height) * 0.055);
        g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
        int text = g.getFontMetrics().stringWidth(MARK);
        int x = size / 2;
        int y = size / 2;
        g.setColor(new Color(0x18, 0x27, 0x43, 200));
        g.fill(new RoundRectangle2D.Double(x, y, text + size, size * 1.5, size * 0.6, size * 0.6));
        g.setColor(Color.WHITE);
        g.drawString(MARK, x + size / 2, y + (int) (size * 1.12));
    }

    private static void centred(Graphics2D g, String text, int x, int y) {
        g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2, y);
    }

    private static Path2D line(double x1, double y1, double x2, double y2) {
        Path2D line = new Path2D.Double();
        line.moveTo(x1, y1);
        line.lineTo(x2, y2);
        return line;
    }

    private static void fill(Graphics2D g, double... points) {
        Path2D shape = new Path2D.Double();
        shape.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            shape.lineTo(points[i], points[i + 1]);
        }
        shape.closePath();
        g.fill(shape);
    }
}
