package org.wenzheng.digitalhuman.dialogue;

import java.util.List;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/** The fixed sentences: none holds a fact of an item, and all can be synthesised ahead. */
public final class Phrases {

    /** The first sentence of every call: says what is speaking. */
    public static final String GREETING = "您好，我是政务服务数字人，不是真人。您想办什么事？随时可以说“转人工”。";

    /** Said at once while an answer that was never spoken before is made. */
    public static final String OPENER = "好的，您听我说。";
    /** Said when something here does not work. */
    public static final String BROKEN = "对不起，我这里出了点问题，马上请窗口人员帮您。";

    /** Said by who goes on with a call that another had. */
    static final String RESUMED = "对不起，刚才我这边断了一下。";

    static final String GO_ON = "您请接着说。";
    static final String NOT_KNOWN = "这个我不知道，不敢乱说。要不要我帮您转窗口人员？";
    static final String NOT_IN_FORCE = "这项政策现在不在有效期内，我不能再介绍。要不要我帮您转窗口人员？";
    static final String HANDOVER = "好的，马上给您转窗口人员，您刚才说的我都会转告，不用再说一遍。";
    static final String CALM = "我理解您着急。您慢慢说，我尽力帮您；您也可以说“转人工”。";
    static final String IDENTITY = "我是政务服务数字人，由电脑合成，不是真人。您可以问我办事的问题，也可以说“转人工”。";
    static final String THANKS = "不客气。您还有别的事吗？";
    static final String BYE = "好的，感谢您来电，再见。";
    static final String HELLO = "您好，请讲，您想办什么事？";
    static final String NOTHING_TO_REPEAT = "我还没有说到具体的事。您想办什么事？";
    static final String SLOWER = "好的，我说慢一点。";
    static final String FASTER = "好的，我说快一点。";
    static final String LOUDER = "好的，我说大声一点。";
    static final String WHICH_AGAIN = "不好意思，我没听清您选哪一个。";

    static final String FIRE = "如果现在有火情或者燃气泄漏，请马上离开，到安全的地方打119。我这就请窗口人员接听。";
    static final String ILLNESS = "如果有人身体危急，请马上打120。我这就请窗口人员接听。";
    static final String CRIME = "如果您或者别人正有危险，请马上打110。我这就请窗口人员接听。";
    static final String DESPAIR = "您现在一定很难受。请打12356，有人一直在听。我这就请窗口人员接听，请别挂断。";

    private Phrases() {}

    /** The one question between likely items. */
    static String which(List<ServiceItem> items) {
        StringBuilder question = new StringBuilder("请问您要办的是");
        for (int i = 0; i < items.size(); i++) {
            question.append(i == 0 ? "" : i == items.size() - 1 ? "，还是" : "、")
                    .append(items.get(i).name());
        }
        return question.append("？").toString();
    }

    /** All that do not depend on an item. */
    public static List<String> fixed() {
        return List.of(
                GREETING,
                OPENER,
                BROKEN,
                RESUMED,
                GO_ON,
                NOT_KNOWN,
                NOT_IN_FORCE,
                HANDOVER,
                CALM,
                IDENTITY,
                THANKS,
                BYE,
                HELLO,
                NOTHING_TO_REPEAT,
                SLOWER,
                FASTER,
                LOUDER,
                WHICH_AGAIN,
                FIRE,
                ILLNESS,
                CRIME,
                DESPAIR);
    }
}
