package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds names of persons where somebody states or is addressed by one. Best effort: a name alone stays. */
final class NameDetector implements Detector {

    private static final String COMPOUND = "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|端木|南宫|长孙|宇文|轩辕|西门|独孤|百里";
    /** The surnames that nearly everybody has; rarer ones that are everyday words are left out. */
    private static final String SINGLE = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆"
            + "郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢岳齐沿梅莫庄辛祝左涂"
            + "谷祁舒耿牟卜詹苗凌纪靳盛童欧甄项曲裴席卫屈鲍覃霍翁隋植甘薄柏宁柯阮闵解强柴华冉辜吉饶刁瞿戚丘池滕佟蓝阴娄荆邬晏骆卓缪阙褚鞠练桑芮嵇邰濮桓尧符"
            + "宗蒲钮仇敖凤訾巩竺沃";
    /** Surnames that are everyday words too: only where the person says so. */
    private static final String RARE = "位费司楼管查房单边关时车成向路古米景言冷沙迟虞麦占游阳桂包连宫郎";

    private static final String SURNAME = "(?:" + COMPOUND + "|[" + SINGLE + "])";
    private static final String ANY_SURNAME = "(?:" + COMPOUND + "|[" + SINGLE + RARE + "])";
    /** Characters that go on after a name rather than stand in it. */
    private static final String NOT_GIVEN =
            "的了是在我你您他她们今现家住想要来问和跟就也吗呢吧啊呀哦嗯这那有没不打从到给说都还已刚昨前去年岁身电手号码女男先叫什么谁〔〕，。、,.？?！!；;：:\\s0-9A-Za-z";

    private static final String GIVEN = "[^" + NOT_GIVEN + "]";
    private static final String NAME = SURNAME + GIVEN + "{1,2}";

    private static final String PAUSE = "[，,：:\\s]{0,2}";
    private static final Pattern STATED = Pattern.compile(
            "(?:(?:我|他|她|本人|孩子|儿子|女儿|老公|老婆|爱人|丈夫|妻子|母亲|父亲|妈妈|爸爸|我妈|我爸|老人|弟弟|妹妹|哥哥|姐姐|同事|邻居|朋友|那人|人|老板|房东|业主|户主|经办人|宝宝|名字|大名|全名)(?:的?名字)?(?:就|是)?(?:叫做?|名叫|(?<=^|[，。,])叫)|名叫|(?<=^|[，。,])叫)"
                    + PAUSE + "(?<name>" + ANY_SURNAME + GIVEN + "{1,2}|" + ANY_SURNAME + "(?=[，。,.\\s]|$))");
    private static final Pattern LABELLED = Pattern.compile("(?:(?:姓名|名字|户名)(?:写的?)?(?:就?是|叫|为)?" + PAUSE
            + "|(?:户主|法人代表|法定代表人|法人|联系人|经办人|收件人|当事人|申请人|持卡人|开户人|监护人|负责人)(?:写的|就)?[是叫为：:])(?<name>" + NAME
            + ")(?=[，。,.？?！!、\\s的电身手我住]|$)");
    private static final Pattern I_AM =
            Pattern.compile("(?:我|本人|这里)是" + PAUSE + "(?<name>" + SURNAME + GIVEN + "{1,2})(?=[，。,.！!\\s]|$)");
    private static final Pattern SURNAMED =
            Pattern.compile("(?:我|他|她|本人|老板|房东|业主|人家|对方|免贵|敝|单|您|你|的)姓" + PAUSE + "(?<name>" + ANY_SURNAME
                    + ")(?=[，。,.？?！!、\\s的叫吧吗啊呢是名人就我]|$)|^姓(?<bare>" + ANY_SURNAME + ")(?=[，。,.\\s]|$)");
    private static final Pattern ADDRESSED =
            Pattern.compile("(?<name>" + SURNAME + GIVEN + "{0,2}?)(?=先生|女士|小姐|太太|同志|大爷|大妈|大姐|大哥|阿姨|师傅)");
    /** What a person says who was asked for the name. */
    private static final Pattern ANSWER =
            Pattern.compile("(?:叫|是|姓)?(?<name>" + SURNAME + GIVEN + "{0,2})(?=[，。,.\\s]|$)");
    /** Words that begin with a surname's character. */
    private static final Pattern WORDS = Pattern.compile(
            "高[中三二一]生?.?|高新.?|安[装排全置].?|方[便案法式].?|任[务何].?|包[工括裹].?|单[位亲身].?|车[主位管].?|房[东主产].?|时[候间].?|成[年都].?|金[额融湖].?|白[天领].?"
                    + "|文[件化].?|关[于系].?|连[续锁].?|强[制行].?|解[决释].?|查[询看].?|向.{1,2}|路[口边].?|华[侨人].?|古.镇|武[装警].?|康复.?|温[馨暖].?|管[理道].?|万[一元].?|马[上路].?|常[住见].?|许[可多].?|应.{1,2}|程序.?|江[边西苏].?|田[地里].?|石[油头].?"
                    + "|严重.?|钱.{0,2}|于是.?|何时.?|施工.?|宁[可愿].?|易.{1,2}|季度.?|段时.?|项目.?|游[客泳].?|景区.?|阳[台光].?|位.{1,2}|边.{1,2}|史.{0,1}上|毛[病坯].?|牛.{0,1}奶|楼[上下道层].?|言.{1,2}|麦.{1,2}|沙.{1,2}|冷.{1,2}|桂.{0,1}林|占.{1,2}");

    private static final int WEIGHT = 40;

    @Override
    public List<Finding> find(SpokenText text) {
        List<Finding> found = new ArrayList<>();
        for (Pattern pattern : List.of(STATED, LABELLED, I_AM, ADDRESSED)) {
            Matcher matcher = pattern.matcher(text.value());
            while (matcher.find()) {
                if (!WORDS.matcher(matcher.group("name")).matches()) {
                    found.add(new Finding(DetailKind.NAME, matcher.start("name"), matcher.end("name"), WEIGHT));
                }
            }
        }
        Matcher surnamed = SURNAMED.matcher(text.value());
        while (surnamed.find()) {
            String group = surnamed.group("name") != null ? "name" : "bare";
            found.add(new Finding(DetailKind.NAME, surnamed.start(group), surnamed.end(group), WEIGHT));
        }
        addAnswers(text, found);
        return found;
    }

    private static void addAnswers(SpokenText text, List<Finding> found) {
        for (SpokenText.Question question : text.questions()) {
            Matcher answer = ANSWER.matcher(text.value()).region(question.start(), question.end());
            if (question.asked().contains(Cue.NAME)
                    && answer.lookingAt()
                    && !WORDS.matcher(answer.group("name")).matches()) {
                found.add(new Finding(DetailKind.NAME, answer.start("name"), answer.end("name"), WEIGHT));
            }
        }
    }
}
