package org.wenzheng.jobs.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds addresses down to a house: a number on a street or in a village group, a flat in a building.
 *
 * <p>A street, an estate or a building alone is no personal detail and stays. The house is found first, then the search
 * goes left over the names of places before it, so that the time is linear in the text.
 */
final class AddressDetector implements Detector {

    private static final String NUMBER = "[A-Za-z]?[0-9０-９零〇一二两三四五六七八九十百千幺]{1,8}";
    /** 18之2, 3-2-501, 三杠二. */
    private static final String NUMBERS = NUMBER + "(?:[之\\-－—–杠]" + NUMBER + "){0,3}";

    private static final String PAUSE = "[，,、\\s]{0,2}";

    /** What follows the number of a day, a line or a desk rather than of a house. */
    private static final String NOT_A_HOUSE = "(?!线|窗|厅|口|台|令|文|公告|上午|下午|早|晚|之前|前|后|那天|开始|以前|左右|到|至|就|的时|病|楼?[层大])";

    private static final String BUILDING = "(?:" + NUMBERS + "(?:号楼|号院|栋楼?|幢楼?|座|#))";
    private static final String UNIT = "(?:" + NUMBERS + "(?:单元|门洞))";
    private static final String FLOOR = "(?:" + NUMBERS + "(?:楼|层))";
    /** With 室 or the like, or bare digits that no measure word follows. */
    private static final String FLAT = "(?:" + NUMBERS + "(?:室|房间?|号房?|门)|[0-9零〇一二三四五六七八九]{3,5}户(?!人|居|数)"
            + "|[0-9零〇一二两三四五六七八九幺]{3,5}(?![0-9零〇一二三四五六七八九十百千万个元块年月天人次位户多余套间]))";

    /** 3栋2单元501室, 3栋501, 二单元五零一. */
    private static final String HOME =
            "(?:%2$s%1$s%3$s(?:%1$s%4$s)?%1$s%5$s|%2$s%1$s(?:%4$s%1$s)?%5$s|%3$s%1$s(?:%4$s%1$s)?%5$s)"
                    .formatted(PAUSE, BUILDING, UNIT, FLOOR, FLAT);
    /** 三组十二号. */
    private static final String IN_GROUP = NUMBERS + "(?:组|队|社|小组)" + PAUSE + NUMBERS + "(?:号|户)" + NOT_A_HOUSE;
    /** 3-2-501, but no date. */
    private static final String DASHED =
            "(?!(?:19|20)[0-9]{2}[\\-年])" + NUMBER + "(?:[之\\-－—–杠]" + NUMBER + "){1,3}(?:室|号|户)?(?![栋幢层楼座])";

    private static final Pattern HOUSE = Pattern.compile("(?<![0-9A-Za-z.])(?:(?<home>" + HOME + "|" + IN_GROUP + ")"
            + "|(?<gate>" + NUMBERS + "(?:号院?|弄)" + NOT_A_HOUSE + ")"
            + "|(?<dashed>" + DASHED + ")"
            + "|(?<room>[0-9零〇一二三四五六七八九幺]{3,5}室))");

    private static final String STREET = "路|街|大道|巷|胡同|弄|支路|里弄|条";
    private static final String VILLAGE = "村|屯|庄|寨|社区|居委会|[组队社]";
    private static final String ESTATE =
            "小区|园|苑|寓|村|厦|府|湾|城|庭|坊|居|广场|院|宿舍|" + "(?<![一二三四五六七八九十0-9])楼|轩|邸|湖畔|(?<=[一二三四五六七八九十0-9])期|[栋幢座]";
    private static final String AREA = "省|市|区|县|旗|镇|乡|街道|里|道|号";

    private static final Pattern ON_STREET = Pattern.compile("(?:" + STREET + "|" + VILLAGE + ")" + PAUSE + "$");
    private static final Pattern IN_ESTATE = Pattern.compile("(?:" + ESTATE + ")" + PAUSE + "$");
    private static final Pattern AFTER_GATE = Pattern.compile("(?:号|弄)" + PAUSE + "$");
    private static final Pattern PLACE = Pattern.compile(AREA + "|" + STREET + "|" + VILLAGE + "|" + ESTATE);
    private static final Pattern ENDS_A_PLACE =
            Pattern.compile("(?:省|市|区|县|镇|乡|" + STREET + "|" + VILLAGE + "|" + ESTATE + ")$");

    /** Characters that no name of a place holds in practice; they end the search to the left. */
    private static final String STOP =
            "的了是在住到于寄搬从给把被我你您他她它们请问说报填写查找这那哪个有没不要能会就也吗呢吧啊呀哦嗯址诉叫送发往位" + "，。、,.？?！!；;：:（）()〔〕“”\"";
    /** Words that the search to the left takes along. */
    private static final Pattern LEAD =
            Pattern.compile("^(?:咱家|家里|家|户口|现在|目前|地|收件|邮寄|通讯|人|麻烦|老家|房子|对|好|具体|以前|原来|投|办公|上门|维修|反映|登记|租|租房)+(?=.{2})");

    /** What is still being said. */
    private static final Pattern GROWING = Pattern.compile("(?:" + BUILDING + PAUSE + "(?:" + UNIT + PAUSE + ")?|"
            + UNIT + PAUSE + ")[0-9零〇一二三四五六七八九]{0,4}[，。…\\s]*$");

    private static final int LONGEST_NAME = 8;
    private static final int LONGEST = 45;
    private static final int WEIGHT = 50;

    @Override
    public List<Finding> find(SpokenText text) {
        List<Finding> found = new ArrayList<>();
        Matcher house = HOUSE.matcher(text.value());
        while (house.find()) {
            if (isHome(text.value(), house)) {
                int start = placesBefore(text.value(), house.start());
                found.add(new Finding(DetailKind.ADDRESS, start, house.end(), WEIGHT));
            }
        }
        Matcher growing = GROWING.matcher(text.value());
        if (text.open() && growing.find()) {
            found.add(new Finding(DetailKind.ADDRESS, placesBefore(text.value(), growing.start()), growing.end(), 10));
        }
        return found;
    }

    private static boolean isHome(String text, Matcher house) {
        if (house.group("home") != null) {
            return true;
        }
        String before = text.substring(Math.max(0, house.start() - LONGEST_NAME), house.start());
        if (house.group("gate") == null) {
            return IN_ESTATE.matcher(before).find()
                    || house.group("room") != null && AFTER_GATE.matcher(before).find();
        }
        return ON_STREET.matcher(before).find()
                || IN_ESTATE.matcher(before).find() && house.group().endsWith("号") && isAfterHouse(before);
    }

    /** 18号望湖花园5号 goes on with an address, 望湖花园5号 may be a day. */
    private static boolean isAfterHouse(String before) {
        return before.indexOf('号') >= 0 || before.indexOf('栋') >= 0 || before.indexOf('幢') >= 0;
    }

    /** Where the names of places begin that lead to the house. */
    private static int placesBefore(String text, int house) {
        int start = house;
        while (start > 0 && house - start < LONGEST) {
            char before = text.charAt(start - 1);
            boolean pause = "，,、 ".indexOf(before) >= 0
                    && ENDS_A_PLACE
                            .matcher(text.substring(Math.max(0, start - 4), start - 1))
                            .find();
            if (!pause && (STOP.indexOf(before) >= 0 || Character.isWhitespace(before))) {
                break;
            }
            start--;
        }
        Matcher lead = LEAD.matcher(text.substring(start, house));
        start += lead.find() ? lead.end() : 0;
        Matcher place = PLACE.matcher(text).region(Math.min(start + 1, house), house);
        return place.find() ? Math.max(start, place.start() - LONGEST_NAME) : house;
    }
}
