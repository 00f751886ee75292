package org.wenzheng.digitalhuman.dialogue;

import java.util.Optional;
import java.util.regex.Pattern;

/** What must not wait: a number to dial at once, on screen and by voice, and a person ahead of the queue. */
public enum Danger {
    /** First, since it is said in passing most often. */
    DESPAIR(
            "12356",
            Phrases.DESPAIR,
            "不想活|活不下去|活着没(意思|意义|劲)|想死|死了算了|去死算|自杀|轻生|跳楼|跳河|割腕|喝农药|吃安眠药|了结(自己|我)|没有?活路|一死了之|伤害自己|结束生命"),
    ILLNESS(
            "120",
            Phrases.ILLNESS,
            "晕倒|昏倒|昏迷|没(有)?呼吸|喘不(上|过)气|呼吸困难|胸口?(很|好|特别)?(疼|痛|闷)|心口(疼|痛)|大出血|流了?(很|好)?多血|抽搐|中毒|中风|半边身子(动不了|不能动)|叫不醒|要生了|羊水破|心脏病(犯|发)|噎住"),
    FIRE("119", Phrases.FIRE, "着火|起火|失火|(煤气|燃气|天然气)(泄|漏)|漏气|漏煤气|爆炸|(屋|房|楼)里?.{0,4}冒(烟|火)|(困|关)在电梯"),
    CRIME(
            "110",
            Phrases.CRIME,
            "有人(要)?(打|杀|砍)|(正在|要|在)打(我|人)|家暴|打我|持刀|拿(着)?刀|抢(劫|我|钱)|跟踪我|绑架|入室|砸(我家)?门|要杀|刚(才)?(被)?骗.{0,4}(钱|万|转)|小孩(不见|丢)了|孩子(不见|丢)了|老人走丢");

    /** Something of the past about which help is asked for is a matter like others. */
    private static final Pattern PAST = Pattern.compile("去年|上个?月|前年|以前|之后|以后|早就|救助|补助|补贴|报销|理赔|赔偿|证明|鉴定|怎么申请|险");

    private final String number;
    private final String sentence;
    private final Pattern said;

    Danger(String number, String sentence, String said) {
        this.number = number;
        this.sentence = sentence;
        this.said = Pattern.compile(said);
    }

    /** The number to dial. */
    public String number() {
        return number;
    }

    /** What is spoken. */
    public String sentence() {
        return sentence;
    }

    /** The danger that an utterance tells of. */
    static Optional<Danger> in(String text) {
        for (Danger danger : values()) {
            if (danger.said.matcher(text).find()
                    && (danger == DESPAIR || !PAST.matcher(text).find())) {
                return Optional.of(danger);
            }
        }
        return Optional.empty();
    }
}
