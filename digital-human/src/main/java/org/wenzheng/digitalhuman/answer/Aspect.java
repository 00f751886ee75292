package org.wenzheng.digitalhuman.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What one may want to know of an item; each is a paragraph of it. */
public enum Aspect {
    MATERIALS("要带的材料", "(带|准备|提交|交|要|需要|拿)(什么|哪些|啥|几)|材料|证件|手续|要件|资料|照片|带.{0,6}吗|要不要带|用不用带"),
    FEE("收费", "(多少|几块|要)钱|收费|费用|花钱|免费|交钱|工本费|贵不贵|掏钱|补多少|多少一个月"),
    TIME("办理时限", "多久|几天|多长时间|多少天|什么时候(能|可以)?(拿|好|办好|下来|到账|出|取)|时限|当天|几个工作日|当场"),
    VISITS("要跑几次", "跑(几|一|两)?(趟|次)|几趟|来几次|网上(能|可以)?(办|弄)|不用去|手机上(能|可以)?办"),
    WHERE("办理地点", "(在|去|到|上|找)?哪(里|儿|个窗口|个地方|边)|地址|地点|几楼|怎么走|找谁|哪个(部门|窗口|科)"),
    HOURS("办理时间", "几点|上班|下班|周末|星期|周[一二三四五六日天]|中午|开门|营业时间|办理时间"),
    PHONE("咨询电话", "电话|号码|联系方式|打哪"),
    COMPLAINT("投诉电话", "投诉(电话)?.{0,4}(多少|打|号)|举报电话|监督电话"),
    CONDITIONS("办理条件", "条件|(能|可)不(能|可以)|可以.{0,12}吗|能.{0,12}吗|行不行|资格|符合|什么人|多大|几岁|满多少|限制|要求"),
    LAW("依据", "依据|法律|规定|条例|哪条|政策文件"),
    STEPS("步骤", "流程|步骤|怎么(办|弄|搞|申请|操作|走)|先.{0,6}(还是|再)|第一步|如何");

    private final String label;
    private final Pattern asked;

    Aspect(String label, String asked) {
        this.label = label;
        this.asked = Pattern.compile(asked);
    }

    /** Its name as it is spoken. */
    public String label() {
        return label;
    }

    /** What a question wants to know, the most special first; empty when it only names the matter. */
    public static List<Aspect> of(String question) {
        List<Aspect> found = new ArrayList<>();
        for (Aspect aspect : values()) {
            if (aspect.asked.matcher(question).find()) {
                found.add(aspect);
            }
        }
        if (found.contains(COMPLAINT)) {
            found.remove(PHONE);
        }
        if (found.size() > 1) {
            found.remove(STEPS); // 怎么办 is in every question: it says nothing beside another
        }
        return List.copyOf(found);
    }

    /** What remains of a question without the words for what it wants to know. */
    public static String rest(String question) {
        String rest = question;
        for (Aspect aspect : values()) {
            rest = aspect.asked.matcher(rest).replaceAll("");
        }
        return rest;
    }
}
