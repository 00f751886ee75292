import type { CallState, Origin, Role, Sentiment } from '../../src/api/documents';

/** A turn as it was said. In `text`, `*词*` is a word that may be wrong and `〔手机号〕` a hidden detail. */
export interface Line {
  role: Role;
  text: string;
  mood?: Sentiment;
  urgency?: number;
}

/** A call of an invented district, written for these tests. */
export interface Script {
  title: string;
  office: string;
  department: string;
  matter: string;
  topics: string[];
  mood: Sentiment;
  origin: Origin;
  synthetic: boolean;
  daysAgo: number;
  /** Local time of day. */
  clock: string;
  state?: CallState;
  recorded?: boolean;
  lines: Line[];
}

const c = (text: string, mood: Sentiment = 'neutral', urgency = 0.1): Line => ({ role: 'citizen', text, mood, urgency });
const s = (text: string): Line => ({ role: 'staff', text, mood: 'neutral', urgency: 0 });

const water = (daysAgo: number, clock: string, title: string, lines: Line[], extra: Partial<Script> = {}): Script => ({
  title,
  office: '澄湖区供水服务站',
  department: '报修受理窗口',
  matter: '供水水质反映',
  topics: ['utilities'],
  mood: 'negative',
  origin: 'demo',
  synthetic: true,
  daysAgo,
  clock,
  lines,
  ...extra,
});

export const SCRIPTS: Script[] = [
  {
    title: '居住证快到期怎么续签',
    office: '澄湖区政务服务中心',
    department: '公安综合窗口',
    matter: '居住证签注',
    topics: ['residence'],
    mood: 'positive',
    origin: 'demo',
    synthetic: true,
    daysAgo: 12,
    clock: '09:42',
    lines: [
      s('您好，政务服务中心，请问有什么可以帮您？'),
      c('我的居住证月底到期，想问问续签要带什么。'),
      s('请带上居住证、身份证和租房合同，到期前一个月都能办。'),
      c('合同是房东女儿签的，*名字*不一样，能用吗？'),
      s('可以，请房东写一份居住证明，留个电话。'),
      c('我的电话是〔手机号〕，办好了能通知我吗？'),
      s('记下了。材料齐全的话，居住证当场签注，不收费。'),
      c('那太好了，谢谢你，说得真清楚。', 'positive'),
    ],
  },
  {
    title: '外地孩子随迁办居住证',
    office: '柳堤街道便民服务中心',
    department: '综合受理窗口',
    matter: '居住证申领',
    topics: ['residence', 'education'],
    mood: 'neutral',
    origin: 'demo',
    synthetic: true,
    daysAgo: 8,
    clock: '14:05',
    lines: [
      s('您好，柳堤街道便民服务中心。'),
      c('孩子明年上小学，学校说家长要有居住证满一年。'),
      s('您来这边多久了，登记过居住信息吗？'),
      c('来了三年，*居住*登记好像只办过一次。'),
      s('请先补登居住登记，满半年就能申领居住证。'),
      c('那不是赶不上报名了吗？我有点着急。', 'negative', 0.7),
      s('三年的社保记录也可以证明，您带着社保卡来。'),
    ],
  },
  {
    title: '社保断缴三个月能否补缴',
    office: '澄湖区社会保险服务大厅',
    department: '参保缴费窗口',
    matter: '灵活就业参保',
    topics: ['social-insurance'],
    mood: 'neutral',
    origin: 'demo',
    synthetic: true,
    daysAgo: 11,
    clock: '10:20',
    lines: [
      s('您好，社保大厅，请讲。'),
      c('我换工作，社保断了三个月，能补上吗？'),
      s('单位原因可以由单位补缴，个人原因要看险种。'),
      c('是我自己辞的，养老这块怎么办？'),
      s('可以按灵活就业参保，养老保险年底前能补当年的。'),
      c('我的身份证是〔身份证号〕，帮我查一下断了几个月。'),
      s('查到了，断了八月到十月，一共三个月。'),
    ],
  },
  {
    title: '异地看病报销两次被退回',
    office: '澄湖区医疗保障局服务厅',
    department: '费用报销窗口',
    matter: '异地就医报销',
    topics: ['medical-insurance'],
    mood: 'negative',
    origin: 'demo',
    synthetic: true,
    daysAgo: 5,
    clock: '11:15',
    lines: [
      s('您好，医保服务厅。'),
      c('我第三次打电话了，报销材料又被退回来了。', 'negative', 0.8),
      s('您别急，我看一下退回的原因。'),
      c('第一次说缺发票，第二次说缺清单，能不能一次说清？', 'negative', 0.9),
      s('这次缺的是出院小结的盖章，我给您发一份清单。'),
      c('我妈还躺在医院，我*跑*一趟要两个钟头。', 'negative', 0.8),
      s('您可以拍照传给我们，窗口先预审，不用再跑。'),
      c('早这么说不就行了。', 'negative'),
    ],
  },
  {
    title: '夜里工地施工睡不着觉',
    office: '石桥镇便民服务中心',
    department: '城管受理窗口',
    matter: '噪声投诉',
    topics: ['urban-environment'],
    mood: 'negative',
    origin: 'demo',
    synthetic: true,
    daysAgo: 3,
    clock: '08:31',
    lines: [
      s('您好，石桥镇便民服务中心。'),
      c('工地夜里两点还在打桩，一家人都睡不着。', 'negative', 0.8),
      s('请问是哪个小区旁边的工地？'),
      c('就在〔住址〕边上，上个月我也反映过。', 'negative'),
      c('〔听不清〕'),
      s('记下了，今晚城管会到现场，结果回您电话。'),
    ],
  },
  {
    title: '租房提取公积金问次数',
    office: '安澜市住房公积金管理部',
    department: '提取业务窗口',
    matter: '租房提取',
    topics: ['provident-fund'],
    mood: 'neutral',
    origin: 'demo',
    synthetic: true,
    daysAgo: 9,
    clock: '15:48',
    lines: [
      s('您好，公积金管理部。'),
      c('租房提公积金，一年能提几次？'),
      s('一年两次，无房证明由我们联网核查。'),
      c('那我提取要去窗口还是手机上办？'),
      s('手机上就能办，三个工作日到账。'),
    ],
  },
  {
    title: '办营业执照核名被驳回',
    office: '澄湖区政务服务中心',
    department: '企业开办窗口',
    matter: '个体工商户登记',
    topics: ['business'],
    mood: 'neutral',
    origin: 'replay',
    synthetic: false,
    daysAgo: 6,
    clock: '16:02',
    lines: [
      s('您好，企业开办窗口。'),
      c('我开面馆，执照名字报了三个都没通过。'),
      s('您报的名字和区里已有的太像了，加个字号就行。'),
      c('那叫湖边小麦可以吗？'),
      s('可以，我现在帮您提交，明天出执照。'),
    ],
  },
  {
    title: '替父亲申请残疾人证',
    office: '澄湖区残疾人服务中心',
    department: '综合服务窗口',
    matter: '残疾人证办理',
    topics: ['elderly-disability'],
    mood: 'positive',
    origin: 'demo',
    synthetic: true,
    daysAgo: 10,
    clock: '09:10',
    recorded: false,
    lines: [
      s('您好，请问您替谁申请？'),
      c('替我父亲，他中风后走不了路，能上门评定吗？'),
      s('可以，评定医生每周四上门，我给您登记。'),
      c('真的吗，太感谢你们了。', 'positive'),
    ],
  },
  water(1, '18:22', '自来水发黄不敢喝', [
    s('您好，供水服务站。'),
    c('望湖花园的自来水发黄，接一盆都是浑的。', 'negative', 0.7),
    s('从什么时候开始的？'),
    c('昨天晚上开始，今天更黄了，孩子不敢喝。', 'negative', 0.8),
    s('我们马上派人去取水样。'),
  ]),
  water(0, '07:40', '早上放水又黄又腥', [
    s('您好，供水服务站，请讲。'),
    c('早上一开龙头，水又黄又腥，洗脸都不行。', 'negative', 0.7),
    s('您是望湖花园的吗？'),
    c('对，三号楼，楼上楼下自来水都这样。', 'negative'),
    s('已经在冲洗管网，中午前请先不要饮用。'),
  ]),
  water(0, '08:15', '小区水黄问能否送水', [
    s('您好，供水服务站。'),
    c('自来水黄成这样，家里有老人，能送点水来吗？', 'negative', 0.6),
    s('能，社区十点开始送桶装水到楼下。'),
    c('那好，麻烦你们了。', 'neutral'),
  ]),
  water(
    0,
    '09:50',
    '自来水黄影响早点店生意',
    [
      s('您好，供水服务站。'),
      c('我开早点店的，自来水发黄，面都和不了。', 'negative', 0.8),
      s('水样正在化验，结果出来马上告诉您。'),
      c('那今天的损失谁来管呢？', 'negative', 0.7),
    ],
    { state: 'running', recorded: false },
  ),
];
